/** What is shown instead of a secret reference: its scheme tells where to look, the rest is nobody's business. */
export function maskReference(value: unknown, schemes: readonly string[]): string {
  const scheme = typeof value === 'string' ? /^([a-z][a-z0-9+.-]*):\/\//.exec(value)?.[1] : undefined;
  return scheme !== undefined && schemes.includes(scheme) ? `${scheme}://…` : '(withheld)';
}

/** `vault://path` with one of the known schemes and something after it. */
export function isSecretReference(value: unknown, schemes: readonly string[]): value is string {
  if (typeof value !== 'string') return false;
  const match = /^([a-z][a-z0-9+.-]*):\/\/[^\s]+$/.exec(value);
  return match !== null && schemes.includes(match[1] as string);
}
