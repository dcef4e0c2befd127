import { diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Draft } from '../../model/schema-world.ts';
import type { LinkedSchema } from '../linked-schema.ts';
import { rootPlace } from '../lowering/place.ts';
import { TooComplex } from '../lowering/too-complex.ts';
import { BundleWriter } from './bundle-writer.ts';
import { dereference } from './dereference.ts';

export interface BundleOptions {
  /** Where it is left out the bundle has the draft of all its parts, or 2020-12 where they are of several. */
  readonly draft?: '2020-12' | undefined;
  /** Write what references name in their places; only what contains itself is still referred to. */
  readonly dereference?: boolean | undefined;
}

/**
 * A schema with all that it reaches as one JSON Schema, which means the same and refers to nothing but itself, by pointers into
 * its definitions. Undefined where it would be too large.
 */
export async function bundleSchema(linked: LinkedSchema, options: BundleOptions = {}): Promise<Outcome<JsonValue | undefined>> {
  const { closure, resource, library } = linked;
  try {
    const draft = options.draft ?? draftOf(linked);
    const bundle = new BundleWriter(library, rootPlace(resource, closure.traits.dynamic), draft).write();
    const value = options.dereference === true ? await dereference(bundle) : bundle;
    return { value, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof TooComplex) && !(error instanceof RangeError)) throw error;
    const reason = error instanceof TooComplex ? error.message : 'it nests too deep';
    return {
      value: undefined,
      diagnostics: [diagnostic('schema/too-complex', { reason }, { site: resource.document.siteOf('') })],
    };
  }
}

function draftOf({ closure }: LinkedSchema): Draft {
  const drafts = new Set(closure.documents.flatMap(({ resources }) => resources.map(({ dialect }) => dialect.draft)));
  const [only = '2020-12', ...more] = drafts;
  return more.length === 0 ? only : '2020-12';
}
