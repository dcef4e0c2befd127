import { diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import type { JsonValue } from '../../model/json.ts';
import { childPointer, parsePointer, step, valueAt, type Pointer } from '../../model/pointer.ts';
import type { Draft } from '../../model/schema-world.ts';
import type { Site } from '../../model/source.ts';
import type { LinkedSchema } from '../linked-schema.ts';
import { rootPlace, type Place } from '../lowering/place.ts';
import { TooComplex } from '../lowering/too-complex.ts';
import { BundleWriter } from './bundle-writer.ts';
import { dereference } from './dereference.ts';
import { withholdSecrets } from './withhold-secrets.ts';

export interface BundleOptions {
  /** Where it is left out the bundle has the draft of all its parts, or 2020-12 where they are of several. */
  readonly draft?: '2020-12' | undefined;
  /** Write what references name in their places; only what contains itself is still referred to. */
  readonly dereference?: boolean | undefined;
  /** Of texts: references to secrets stay, and what stands in the place of one does not. By default those of the default schemes. */
  readonly isReference?: ((text: string) => boolean) | undefined;
}

export interface Bundle {
  readonly schema: JsonValue;
  /** Where what stands at a place of the bundle comes from; of one that is written without references, only of its root. */
  siteOf(pointer: Pointer): Site;
}

/**
 * A schema with all that it reaches as one JSON Schema, which means the same and refers to nothing but itself, by pointers into
 * its definitions. Undefined where it would be too large.
 */
export async function bundleSchema(linked: LinkedSchema, options: BundleOptions = {}): Promise<Outcome<Bundle | undefined>> {
  const { closure, resource, library } = linked;
  try {
    const draft = options.draft ?? draftOf(linked);
    const writer = new BundleWriter(library, rootPlace(resource, closure.traits.dynamic), draft);
    const bundle = writer.write();
    withholdSecrets(bundle, writer.origins.keys(), options.isReference);
    const schema = options.dereference === true ? await dereference(bundle) : bundle;
    return { value: { schema, siteOf: (pointer) => siteIn(linked, writer, bundle, pointer) }, diagnostics: [] };
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

/** Of the nearest schema that holds the place, and from there as far as its own text goes along. */
function siteIn({ resource: root }: LinkedSchema, { origins }: BundleWriter, bundle: JsonValue, pointer: Pointer): Site {
  let [value, place]: [JsonValue | undefined, Place | undefined] = [bundle, origins.get(bundle)];
  let rest: string[] = [];
  for (const token of parsePointer(pointer) ?? []) {
    value = value === undefined ? undefined : step(value, token);
    const next = value === undefined ? undefined : origins.get(value);
    rest = next === undefined ? [...rest, token] : [];
    place = next ?? place;
  }
  const { resource, pointer: at, value: from } = place ?? { resource: root, pointer: root.pointer, value: true };
  const known = rest.findIndex((_, i) => valueAt(from, rest.slice(0, i + 1)) === undefined);
  return resource.document.siteOf(rest.slice(0, known < 0 ? rest.length : known).reduce(childPointer, at));
}
