/** Which runtime this is: `navigator.userAgent`, and what it would be on Node 20, which has no navigator. */
export function runtimeName(): string {
  const { navigator, process } = globalThis as {
    readonly navigator?: { readonly userAgent: string };
    readonly process?: { readonly versions: { readonly node: string } };
  };
  return navigator?.userAgent ?? `Node.js/${process?.versions.node}`;
}
