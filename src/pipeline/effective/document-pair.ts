import { firstDifference } from '../../model/first-difference.ts';
import { kindOf, type DocumentId } from '../../model/document-id.ts';
import { deepEqual, type JsonValue } from '../../model/json.ts';
import { formatPointer, parsePointer, valueAt } from '../../model/pointer.ts';
import type { Site, Source } from '../../model/source.ts';
import { idOfPath } from '../../workspace/document-index.ts';
import type { LoadedDocument } from '../../workspace/loaded-document.ts';
import type { ChangedIds } from '../changed-ids.ts';
import type { Workspace } from '../workspace.ts';

export type SideName = 'base' | 'head';

/** A place of one of the two sides. */
export interface SidedSite {
  readonly side: SideName;
  readonly site: Site;
}

/** The documents of two sides, by what is written in them. */
export class DocumentPair {
  readonly #sides: Readonly<Record<SideName, Workspace>>;
  readonly #ids: ChangedIds | undefined;
  readonly #changed = new Map<DocumentId, boolean>();
  readonly #last: { base: LoadedDocument | undefined; head: LoadedDocument | undefined } = { base: undefined, head: undefined };

  /** @param ids of all documents that may have changed; undefined for any */
  constructor(base: Workspace, head: Workspace, ids: ChangedIds | undefined) {
    this.#sides = { base, head };
    this.#ids = ids;
  }

  /** Came, went, or says something else. */
  isChanged(id: DocumentId): boolean {
    if (this.#ids !== undefined && !this.#ids.ids.has(id)) return false;
    const known = this.#changed.get(id);
    if (known !== undefined) return known;
    const { base, head } = this.#sides;
    const changed = base.store.take(id)?.oid !== head.store.take(id)?.oid;
    this.#changed.set(id, changed);
    return changed;
  }

  /** Whether what is written at a place of one side is something else on the other, or is not there. */
  differsAt({ source, pointer }: Site, side: SideName): boolean {
    const id = this.idOf(source, side);
    if (id === undefined || !this.isChanged(id)) return false;
    const tokens = parsePointer(pointer) ?? [];
    const [here, there] = [this.raw(id, side), this.raw(id, otherSide(side))].map((raw) => raw && valueAt(raw.value, tokens));
    return here === undefined || there === undefined || !deepEqual(here, there);
  }

  idOf(source: Source, side: SideName): DocumentId | undefined {
    return idOfPath(source.path, this.#sides[side].roots);
  }

  /** Undefined where there is no such document, or it cannot be read. */
  raw(id: DocumentId, side: SideName): { readonly value: JsonValue; readonly source: Source } | undefined {
    const loaded = kindOf(id) === 'config' ? this.#own(id, side) : this.#sides[side].store.get(id);
    return loaded?.parsed === undefined ? undefined : { value: loaded.parsed.value, source: loaded.source };
  }

  /** An app's own document is asked for while its app is looked at, and not again: ten thousand of them are not kept. */
  #own(id: DocumentId, side: SideName): LoadedDocument | undefined {
    const last = this.#last[side];
    if (last?.id === id) return last;
    return (this.#last[side] = this.#sides[side].store.take(id));
  }

  /** The first place at which a document that changed is another; its beginning where it came or went. */
  firstDifference(id: DocumentId): SidedSite | undefined {
    const [base, head] = [this.raw(id, 'base'), this.raw(id, 'head')];
    const [shown, side] = head === undefined ? [base, 'base' as const] : [head, 'head' as const];
    if (shown === undefined) return undefined;
    const pointer = base === undefined || head === undefined ? '' : (firstDifference(base.value, head.value) ?? '');
    return { side, site: { source: shown.source, pointer, at: 'value' } };
  }

  /** The deepest place on a way into the data of a document that is written on the new side; undefined where both sides say the same there. */
  differenceOnTheWay(id: DocumentId, tokens: readonly string[]): (SidedSite & { readonly depth: number }) | undefined {
    const [base, head] = [this.raw(id, 'base'), this.raw(id, 'head')];
    if (head === undefined) return undefined;
    let depth = tokens.length;
    while (depth > 0 && valueAt(head.value, tokens.slice(0, depth)) === undefined) depth -= 1;
    const way = tokens.slice(0, depth);
    const [old, now] = [base && valueAt(base.value, way), valueAt(head.value, way)];
    if (depth === 0 || now === undefined || (old !== undefined && deepEqual(old, now))) return undefined;
    return { side: 'head', site: { source: head.source, pointer: formatPointer(way), at: 'value' }, depth };
  }
}

function otherSide(side: SideName): SideName {
  return side === 'base' ? 'head' : 'base';
}
