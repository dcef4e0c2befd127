import type { Span } from '../model/source.ts';
import { offsetAt, type FrameSource } from './frame-source.ts';

/** A stretch of one text to be marked. Lines and columns count from 1, end exclusive. */
export interface Mark {
  readonly kind: 'primary' | 'related';
  readonly label: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A mark of several lines is underlined in its first line only; a bar says how far it goes. */
export function underlinedPart(source: FrameSource, mark: Mark): Span {
  const start = offsetAt(source, mark.line, mark.column);
  const end = mark.endLine > mark.line ? source.line(mark.line).end : offsetAt(source, mark.line, mark.endColumn);
  return { start, end };
}
