import type { JsonValue } from '../../model/json.ts';
import type { SchemaWorld } from '../../model/schema-world.ts';
import { ClassTable } from '../containment/class-table.ts';
import { Interpreter } from '../containment/interpreter.ts';
import { PatternTests } from '../containment/pattern-tests.ts';
import type { Side } from '../view/side.ts';

interface Judge {
  readonly table: ClassTable;
  readonly interpreter: Interpreter;
}

const judges = new WeakMap<SchemaWorld, Judge>();

/** Whether what is said of a place surely refuses a value, in whatever environment. */
export function isRefused({ world, starts }: Side, value: JsonValue): boolean {
  const { table, interpreter } = judgeOf(world);
  return starts.some((node) => interpreter.accepts(table.classOf(world, node), value) === false);
}

function judgeOf(world: SchemaWorld): Judge {
  const known = judges.get(world);
  if (known !== undefined) return known;
  const { checks } = world;
  const interpreter = new Interpreter({ checks, patterns: new PatternTests(checks), environment: undefined });
  const judge = { table: new ClassTable(), interpreter };
  judges.set(world, judge);
  return judge;
}
