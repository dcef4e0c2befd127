import type { JsonValue } from '../../../src/model/json.ts';
import type { SchemaWorld } from '../../../src/model/schema-world.ts';
import { createContainment, type Containment, type ContainmentAnswer } from '../../../src/schema-diff/containment/containment.ts';
import { plainSchemaWorld } from '../../../src/schema/plain-schema-world.ts';

/** The world of a schema, which has to be sound. */
export async function worldOf(schema: JsonValue, name = 'schema'): Promise<SchemaWorld> {
  const { value, diagnostics } = await plainSchemaWorld(schema, name);
  if (value === undefined) throw new Error(`${JSON.stringify(schema)}: ${diagnostics.map(({ code }) => code).join()}`);
  return value;
}

export interface Compared {
  readonly a: SchemaWorld;
  readonly b: SchemaWorld;
  readonly containment: Containment;
  readonly subset: ContainmentAnswer;
  readonly supset: ContainmentAnswer;
}

/** Whether the first lies within the second, and the other way round. */
export async function compared(first: JsonValue, second: JsonValue): Promise<Compared> {
  const [a, b] = [await worldOf(first, 'old'), await worldOf(second, 'new')];
  const containment = createContainment(a, b);
  return { a, b, containment, subset: containment.subset(a.root, b.root), supset: containment.supset(b.root, a.root) };
}

/** `yes no`: the first lies within the second, and not the other way round. */
export async function answersOf(first: JsonValue, second: JsonValue): Promise<string> {
  const { subset, supset } = await compared(first, second);
  return `${subset.answer} ${supset.answer}`;
}
