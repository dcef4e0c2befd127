import { textLiteral } from './text-literal.ts';
import { unreachable } from '../model/unreachable.ts';
import { docComment } from './doc-comment.ts';
import type { IndexSignature, ObjectMember, ObjectType, TupleType, TypeTree } from './type-tree.ts';

/** The text of a type; what does not fit into one line is indented below the line that it starts in. */
export function printType(type: TypeTree, indent = ''): string {
  switch (type.kind) {
    case 'keyword':
      return type.name;
    case 'literal':
      return type.text;
    case 'name':
      return type.name;
    case 'array':
      return `${printPart(type.item, indent)}[]`;
    case 'tuple':
      return printTuple(type, indent);
    case 'object':
      return printObject(type, indent);
    case 'union':
      return type.of.map((part) => printPart(part, indent, part.kind !== 'intersection')).join(' | ');
    case 'intersection':
      return type.of.map((part) => printPart(part, indent)).join(' & ');
    default:
      return unreachable(type);
  }
}

/** The members of an object between braces, for an interface too. */
export function printObject({ members, index }: ObjectType, indent: string): string {
  const inner = `${indent}  `;
  const lines = [...members.map((each) => printMember(each, inner)), ...index.map((each) => printIndex(each, inner))];
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
}

function printMember({ name, type, optional, doc }: ObjectMember, indent: string): string {
  return `${docComment(doc, indent)}${indent}${printKey(name)}${optional ? '?' : ''}: ${printType(type, indent)};\n`;
}

function printIndex({ prefix, type }: IndexSignature, indent: string): string {
  const key = prefix === '' ? 'string' : `\`${prefix}\${string}\``;
  return `${indent}[key: ${key}]: ${printType(type, indent)};\n`;
}

function printTuple({ items, required, rest }: TupleType, indent: string): string {
  const shown = items.map((item, i) => `${printPart(item, indent, i < required)}${i < required ? '' : '?'}`);
  if (rest !== undefined) shown.push(`...${printPart(rest, indent)}[]`);
  return `[${shown.join(', ')}]`;
}

/** In brackets where an operator beside it would bind tighter. */
function printPart(type: TypeTree, indent: string, alone = false): string {
  const text = printType(type, indent);
  return !alone && (type.kind === 'union' || type.kind === 'intersection') ? `(${text})` : text;
}

export function printKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : textLiteral(name);
}
