import type { Commit, Person, Trailer } from './object-reader.ts';

/** In bytes. The longest that an honest commit takes is an event that names tens of thousands of namespaces. */
export const mostOfCommit = 8 * 1024 * 1024;

/** @param bytes of a commit object. Undefined where they are none. */
export function parseCommit(oid: string, bytes: Uint8Array): Commit | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const end = text.indexOf('\n\n');
  const headers = (end < 0 ? text : text.slice(0, end)).split('\n');
  const message = end < 0 ? '' : text.slice(end + 2);
  const valuesOf = (name: string): string[] =>
    headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const tree = valuesOf('tree')[0] ?? '';
  const [author, committer] = [personOf(valuesOf('author')[0]), personOf(valuesOf('committer')[0])];
  if (!isObjectName(tree) || author === undefined || committer === undefined) return undefined;
  return {
    oid,
    tree,
    parents: parentsOf(headers),
    author,
    committer,
    committedAt: committer.at,
    message,
    trailers: trailersOf(message),
    header: { length: end < 0 ? text.length : end, others: otherFields(headers) },
  };
}

/** As git reads them: right after the tree, and nowhere else. */
function parentsOf([, ...headers]: readonly string[]): readonly string[] {
  const end = headers.findIndex((line) => !line.startsWith('parent '));
  return headers
    .slice(0, end < 0 ? headers.length : end)
    .map((line) => line.slice('parent '.length))
    .filter(isObjectName);
}

/** Where parents come to an end, an author and a committer follow, and then fields of any name; a line that starts with a space goes on. */
function otherFields(headers: readonly string[]): readonly string[] {
  const known = headers.findIndex((line, i) => i > 0 && !line.startsWith('parent '));
  return headers
    .slice(known + 2)
    .flatMap((line) => (line.startsWith(' ') ? [] : [line.slice(0, Math.max(0, line.indexOf(' ')))]));
}

export function isObjectName(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** `Ada <ada@example.com> 1778691000 +0200` */
function personOf(line = ''): Person | undefined {
  const [, name, email, at] = /^(.*?) ?<(.*)> (\d{1,12}) [+-]\d{4}$/.exec(line) ?? [];
  return name === undefined || email === undefined ? undefined : { name, email, at: Number(at) };
}

/** The last paragraph, where it is made of `Key: value` alone; a line that starts with a space goes on with the one before. */
function trailersOf(message: string): Trailer[] {
  const paragraphs = message.trimEnd().split(/\n[ \t]*\n/);
  if (paragraphs.length < 2) return [];
  const lines = (paragraphs.at(-1) as string).replaceAll(/\n[ \t]+/g, ' ').split('\n');
  const found = lines.map((line) => /^([A-Za-z0-9][A-Za-z0-9-]*): *(.*)$/.exec(line));
  if (found.some((match) => match === null)) return [];
  return found.map((match) => ({ key: match?.[1] ?? '', value: (match?.[2] ?? '').trimEnd() }));
}
