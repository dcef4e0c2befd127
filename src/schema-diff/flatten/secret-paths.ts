import type { SchemaWorld } from '../../model/schema-world.ts';
import { member } from '../../model/json.ts';
import { appliedSchemas, type Applied } from './applied-schemas.ts';
import { schemaParts, type SchemaPart } from './schema-parts.ts';
import { escapeToken } from '../../model/pointer.ts';
import { spokenKeywords } from '../../model/spoken-keywords.ts';
import type { SecretView } from './withhold-secrets.ts';

/** Where secrets may stand in a value, found out while it is walked through. Any branch counts: rather withhold too much. */
export class SecretPaths {
  readonly #world: SchemaWorld;
  readonly #spend: () => boolean;

  constructor(world: SchemaWorld, spend: () => boolean) {
    this.#world = world;
    this.#spend = spend;
  }

  of(applied: readonly Applied[]): SecretView {
    const isSecret = applied.some(({ node }) => member(spokenKeywords(node), 'x-confman-secret-ref') === true);
    let parts: Parts | undefined;
    return {
      isSecret,
      isReference: (text) => this.#world.checks.isSecret(text),
      part: (token, inArray) => {
        parts ??= sorted(schemaParts(this.#world, applied));
        const start = startOf(parts, token, inArray);
        return start.length === 0 ? undefined : this.of(appliedSchemas(this.#world, start, this.#spend));
      },
    };
  }
}

interface Parts {
  readonly bySegment: ReadonlyMap<string, readonly Applied[]>;
  /** Of patterns, which are not run here: any of them may match. */
  readonly patterns: readonly Applied[];
}

function sorted(parts: readonly SchemaPart[]): Parts {
  const bySegment = new Map(parts.map(({ segment, start }) => [segment, start]));
  return { bySegment, patterns: parts.filter(({ segment }) => segment.startsWith('<')).flatMap(({ start }) => start) };
}

function startOf({ bySegment, patterns }: Parts, token: string, inArray: boolean): readonly Applied[] {
  const segments = inArray ? ['Item', `Item[${token}]`] : [escapeToken(token), '*'];
  return [...segments.flatMap((segment) => bySegment.get(segment) ?? []), ...(inArray ? [] : patterns)];
}
