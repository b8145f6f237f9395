import { html } from "hono/html";

export const style = html`<style>
  :root {
    color-scheme: light dark;
    font: 1rem/1.5 system-ui, sans-serif;
    color: light-dark(#1c2430, #e6e9ee);
    background: light-dark(#f6f7f9, #14181e);
  }
  body {
    margin: 0;
  }
  main {
    max-width: 48rem;
    margin: 0 auto;
    padding: 1.5rem 1rem 4rem;
  }
  ul {
    list-style: none;
    padding: 0;
    display: grid;
    gap: 0.5rem;
  }
  li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 1rem;
    padding: 0.75rem 1rem;
    border: 1px solid light-dark(#dfe3e9, #2b323c);
    border-radius: 0.5rem;
    background: light-dark(#fff, #1b2129);
  }
  li span,
  small {
    font-size: 0.875rem;
    color: light-dark(#566173, #a3adbb);
  }
  small {
    grid-column: 1 / -1;
  }
</style>`;
