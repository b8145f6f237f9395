// The few pages that a person sees while signing in: plain HTML without anything from elsewhere.

/** Asks for user and password; sending it goes to the same address again. */
export function signInPage(applicationName: string, message: string | null): Response {
  const note = message === null ? "" : `<p role="alert">${escapeHtml(message)}</p>`;
  return page(
    "Sign in",
    `<h1>Sign in to the sandbox</h1><p>${escapeHtml(applicationName)} asks for access.</p>${note}
<form method="post">
<p><label>User <input name="user" autocomplete="username" autofocus required></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button>Sign in and allow</button></p>
</form>`,
    message === null ? 200 : 401,
  );
}

/** Says why nothing can be done; the caller is not sent anywhere (RFC 6749, 4.1.2.1). */
export function refusalPage(message: string): Response {
  return page("Refused", `<h1>This sign-in cannot go on</h1><p>${escapeHtml(message)}</p>`, 400);
}

/** Sends values to an address by a form (OAuth 2.0 Form Post Response Mode). */
export function formPostPage(action: string, values: Readonly<Record<string, string>>): Response {
  const fields = Object.entries(values).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return page(
    "Signed in",
    `<form method="post" action="${escapeHtml(action)}">${fields.join("")}<button>Go on</button></form>
<script>document.forms[0].submit()</script>`,
    200,
  );
}

function page(title: string, body: string, status: number): Response {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:1rem/1.5 system-ui;max-width:24rem;margin:2rem auto;padding:0 1rem}</style></head>
<body>${body}</body></html>`;
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
    },
  });
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
