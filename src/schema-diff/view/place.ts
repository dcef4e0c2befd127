import { escapeToken } from '../../model/pointer.ts';
import type { SchemaNode } from '../../model/schema-world.ts';
import type { Side } from './side.ts';

/** A place of the data with what both versions say about it. */
export interface Place {
  /** As `flatten` writes it. */
  readonly path: string;
  readonly old: Side;
  readonly new: Side;
  readonly parent: Place | undefined;
  /** A branch of `oneOf` lies around it: accepting less there may mean accepting more outside. */
  readonly isTwisted: boolean;
}

/** The schemas that can be asked about as such. */
export function pairOf({ old, new: now }: Place): readonly [SchemaNode, SchemaNode] | undefined {
  const [a, b] = [old.starts[0], now.starts[0]];
  return a !== undefined && b !== undefined && old.starts.length === 1 && now.starts.length === 1 ? [a, b] : undefined;
}

/** @param segment a name as it is in the data, or a part that is not: `Item`, `*`, `<pattern>` */
export function pathTo(path: string, segment: string, isName = true): string {
  const written = isName ? escapeToken(segment) : segment;
  return path === '' ? written : `${path}/${written}`;
}
