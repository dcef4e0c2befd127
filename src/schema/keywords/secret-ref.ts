import { isFlag, type ConfmanKeyword } from './confman-keyword.ts';

export const defaultSecretSchemes: readonly string[] = ['keyvault', 'vault', 'env'];

/** The value must be a reference to a secret, `vault://team/db#password`, and is never shown. */
export const secretRef: ConfmanKeyword = {
  name: 'x-confman-secret-ref',
  expected: 'true or false',
  accepts: isFlag,
  lower: (value) => (value === true ? { 'confman:secret': true } : {}),
};

/** One of the schemes, `://`, and something without spaces after it. Linear in the length of the text. */
export function isSecretReference(text: string, schemes: readonly string[]): boolean {
  const scheme = schemes.find((each) => text.startsWith(`${each}://`));
  if (scheme === undefined) return false;
  const rest = text.slice(scheme.length + 3);
  return rest.length > 0 && !/[\s\p{Cc}]/u.test(rest);
}
