/** A commit without its signature, which is what was signed, and the signature. */
export interface SignedCommit {
  readonly payload: Buffer;
  readonly signature: string;
}

/** Git names the field by the hash of the repository. */
function fieldOf(like: string): string {
  return like.length === 64 ? 'gpgsig-sha256' : 'gpgsig';
}

/**
 * @param bytes see `commitBytes`
 * @param like an object name of the repository, for its hash
 */
export function withSignature(bytes: Buffer, signature: string, like: string): Buffer {
  const end = bytes.indexOf('\n\n');
  const field = `\n${fieldOf(like)} ${signature.trimEnd().replaceAll('\n', '\n ')}`;
  return Buffer.concat([bytes.subarray(0, end), Buffer.from(field), bytes.subarray(end)]);
}

/** @returns undefined where the commit is not signed, or more than once */
export function splitSignature(bytes: Buffer, like: string): SignedCommit | undefined {
  const end = bytes.indexOf('\n\n');
  const lines = bytes.toString('latin1', 0, end).split('\n');
  const field = `${fieldOf(like)} `;
  const at = lines.findIndex((line) => line.startsWith(field));
  if (at < 0 || lines.some((line, i) => i !== at && line.startsWith(field))) return undefined;
  let last = at + 1;
  while (lines[last]?.startsWith(' ') === true) last += 1;
  const [first = '', ...more] = lines.slice(at, last);
  const signature = [first.slice(field.length), ...more.map((line) => line.slice(1))].join('\n');
  const kept = [...lines.slice(0, at), ...lines.slice(last)].join('\n');
  return { payload: Buffer.concat([Buffer.from(kept, 'latin1'), bytes.subarray(end)]), signature: `${signature}\n` };
}
