const MAX_LENGTH = 200;

/** Small changes that people forget, the mildest first. */
const repairs: readonly ((text: string) => string)[] = [
  (text) => text.trim(),
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => joined(text, '-'),
  (text) => joined(text, '_'),
  (text) => joined(text, '-').toLowerCase(),
  (text) => joined(text, '_').toLowerCase(),
  (text) => joined(text, '_').toUpperCase(),
  (text) => text.replace(/\s+/g, ''),
];

/** The text with a small change that makes it acceptable: `My Name` as `my-name`. */
export function repairText(text: string, accepts: (text: string) => boolean): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  return repairs.map((repair) => repair(text)).find((repaired) => repaired !== text && repaired !== '' && accepts(repaired));
}

/** Its words, however they are told apart: by case, spaces, hyphens or underscores. */
function joined(text: string, separator: string): string {
  return text
    .trim()
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[\s_-]+/g, separator);
}
