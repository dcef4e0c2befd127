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
    let parts: readonly SchemaPart[] | undefined;
    return {
      isSecret,
      isReference: (text) => this.#world.checks.isSecret(text),
      part: (token, inArray) => {
        parts ??= schemaParts(this.#world, applied);
        const start = parts.filter(({ segment }) => mayMean(segment, token, inArray)).flatMap((part) => part.start);
        return start.length === 0 ? undefined : this.of(appliedSchemas(this.#world, start, this.#spend));
      },
    };
  }
}

/** Patterns are not run here: any of them may match. */
function mayMean(segment: string, token: string, inArray: boolean): boolean {
  if (inArray) return segment === 'Item' || segment === `Item[${token}]`;
  return segment === escapeToken(token) || segment === '*' || segment.startsWith('<');
}
