import type { Site } from '../model/source.ts';

/** A file or folder as a whole, of which nothing is read: a first line stands for it. */
export function fileSite(path: string): Site {
  return { source: { path, format: 'json5', text: '' }, pointer: '', at: { start: 0, end: 0 } };
}
