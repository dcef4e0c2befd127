import { compareKeys } from '../../model/canonical-json.ts';
import { unreachable } from '../../model/unreachable.ts';
import type { Part } from './part.ts';

/** A text that is equal for parts that mean the same, as far as their form shows it. */
export function partKey<C>(part: Part<C>, keyOf: (schema: C) => string): string {
  const optional = (schema: C | undefined): string => (schema === undefined ? '' : keyOf(schema));
  switch (part.op) {
    case 'never':
    case 'base64':
    case 'secret':
    case 'unique':
      return part.op;
    case 'types':
      return `types ${part.mask}`;
    case 'enum':
      return `enum ${sorted(part.keys)}`;
    case 'least':
    case 'most':
      return `${part.op} ${part.value} ${part.exclusive}`;
    case 'multiple':
      return `multiple ${part.of}`;
    case 'length':
    case 'count':
    case 'size':
      return `${part.op} ${part.min} ${part.max}`;
    case 'pattern':
      return `pattern ${part.pattern}`;
    case 'format':
      return `format ${part.name}`;
    case 'items':
      return `items ${part.prefix.map(keyOf).join()} ${optional(part.rest)}`;
    case 'contains':
      return `contains ${keyOf(part.item)} ${part.min} ${part.max} ${part.evaluates}`;
    case 'required':
    case 'environments':
      return `${part.op} ${sorted(part.names)}`;
    case 'members':
      return membersKey(part, keyOf);
    case 'names':
      return `names ${keyOf(part.name)}`;
    case 'schema':
    case 'not':
      return `${part.op} ${keyOf(part.schema)}`;
    case 'any':
    case 'one':
      return `${part.op} ${part.schemas.map(keyOf).sort(compareKeys).join()}`;
    case 'if':
      return `if ${keyOf(part.condition)} ${optional(part.then)} ${optional(part.otherwise)}`;
    case 'dependent':
      return `dependent ${JSON.stringify(part.name)} ${sorted(part.names)} ${optional(part.schema)}`;
    case 'unevaluated':
      return `unevaluated ${part.where} ${keyOf(part.schema)}`;
    case 'opaque':
      return `opaque ${part.key}`;
    default:
      return unreachable(part);
  }
}

function membersKey<C>({ named, patterns, others }: Extract<Part<C>, { op: 'members' }>, keyOf: (schema: C) => string): string {
  const entries = (pairs: Iterable<readonly [string, C]>): string =>
    [...pairs]
      .sort((a, b) => compareKeys(a[0], b[0]))
      .map(([name, schema]) => `${JSON.stringify(name)}:${keyOf(schema)}`)
      .join();
  return `members {${entries(named)}} {${entries(patterns)}} ${others === undefined ? '' : keyOf(others)}`;
}

function sorted(texts: ReadonlySet<string>): string {
  return JSON.stringify([...texts].sort(compareKeys));
}
