document.querySelector("main")?.removeAttribute("hidden");
