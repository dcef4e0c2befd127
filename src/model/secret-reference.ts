export const defaultSecretSchemes: readonly string[] = ['keyvault', 'vault', 'env'];

/** What is shown instead of a secret reference: its scheme tells where to look, the rest is nobody's business. */
export function maskReference(value: unknown, schemes: readonly string[]): string {
  const scheme = isSecretReference(value, schemes) ? value.slice(0, value.indexOf(':')) : undefined;
  return scheme === undefined ? '(withheld)' : `${scheme}://…`;
}

/** One of the schemes, `://`, and something without spaces after it: `vault://team/db#password`. Linear in the length of the text. */
export function isSecretReference(value: unknown, schemes: readonly string[]): value is string {
  if (typeof value !== 'string') return false;
  const scheme = schemes.find((each) => value.startsWith(`${each}://`));
  if (scheme === undefined) return false;
  const rest = value.slice(scheme.length + 3);
  return rest.length > 0 && !/[\s\p{Cc}]/u.test(rest);
}
