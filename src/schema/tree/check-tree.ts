import { diagnostic, messageOf, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { JsonValue } from '../../model/json.ts';
import { nearestNames } from '../../model/nearest-names.ts';
import { childPointer, type Pointer } from '../../model/pointer.ts';
import type { Site, Source } from '../../model/source.ts';
import { explainErrors } from '../errors/explain-errors.ts';
import { judgeByTree } from './judge-by-tree.ts';
import { isReference, type LeafNode, type ObjectNode, type TreeNode } from './schema-tree.ts';
import { formatNames, treeFormat } from './tree-formats.ts';
import { nodeAt, referenceTokens } from './tree-reference.ts';

/** What each type may have beside `Type`. */
const attributes = {
  Object: ['Properties', 'Min', 'Max'],
  Array: ['ItemSchema', 'Min', 'Max'],
  Leaf: ['Format', 'Min', 'Max', 'AllowedValues'],
} as const;

/** The rules for a schema tree that its meta-schema cannot state. The tree is one that the meta-schema accepts. */
export function checkTree(root: TreeNode, source: Source): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const siteOf = (pointer: Pointer, at: 'key' | 'value' = 'value'): Site => ({ source, pointer, at });
  check({ root, findings, siteOf }, root, '');
  return findings;
}

interface Checking {
  readonly root: TreeNode;
  readonly findings: Diagnostic[];
  readonly siteOf: (pointer: Pointer, at?: 'key' | 'value') => Site;
}

function check(checking: Checking, node: TreeNode, pointer: Pointer): void {
  if (isReference(node)) return checkReference(checking, node.$ref, Object.keys(node), pointer);
  if (!Object.hasOwn(attributes, node.Type)) return typeMissing(checking, pointer);
  checkAttributes(checking, node.Type, Object.keys(node), pointer);
  checkRange(checking, node, pointer);
  if (node.Type === 'Object') checkProperties(checking, node, pointer);
  else if (node.Type === 'Leaf') checkLeaf(checking, node, pointer);
  else if (node.ItemSchema !== undefined) check(checking, node.ItemSchema, `${pointer}/ItemSchema`);
}

function typeMissing({ findings, siteOf }: Checking, pointer: Pointer): void {
  const hint = 'Add "Type": "Object", "Array" or "Leaf"';
  findings.push(diagnostic('schema/required', { property: 'Type', because: '' }, { site: siteOf(pointer), hint }));
}

function checkReference(
  { root, findings, siteOf }: Checking,
  reference: string,
  keys: readonly string[],
  pointer: Pointer,
): void {
  for (const attribute of keys.filter((key) => key !== '$ref')) {
    const site = siteOf(childPointer(pointer, attribute), 'key');
    findings.push(diagnostic('schema/tree-attribute', { attribute, type: '$ref' }, { site, hint: 'Remove it, or the $ref' }));
  }
  const reason = referenceFault(root, reference);
  if (reason === undefined) return;
  const hint = 'Write "#/" for the root, or the pointer of a node such as "#/Properties/0/Schema"';
  findings.push(diagnostic('schema/tree-reference', { reference, reason }, { site: siteOf(`${pointer}/$ref`), hint }));
}

/** Why a reference leads to no node that is one of the three types. */
export function referenceFault(root: TreeNode, reference: string): string | undefined {
  const seen = new Set<string>();
  for (let next = reference; ;) {
    if (seen.has(next)) return 'it leads back to itself';
    seen.add(next);
    const tokens = referenceTokens(next);
    if (tokens === undefined) return 'it is not "#" and a pointer';
    const target = nodeAt(root, tokens);
    if (target === undefined) return 'nothing of this tree stands there';
    if (!isReference(target.node)) return undefined;
    next = target.node.$ref;
  }
}

function checkAttributes(
  { findings, siteOf }: Checking,
  type: keyof typeof attributes,
  keys: readonly string[],
  pointer: Pointer,
): void {
  const allowed = new Set<string>(['Type', ...attributes[type]]);
  for (const attribute of keys.filter((key) => !allowed.has(key))) {
    const site = siteOf(childPointer(pointer, attribute), 'key');
    findings.push(diagnostic('schema/tree-attribute', { attribute, type }, { site, hint: 'Remove it, or change the Type' }));
  }
}

function checkRange({ findings, siteOf }: Checking, node: Exclude<TreeNode, { $ref: string }>, pointer: Pointer): void {
  const { Min: min, Max: max } = node;
  const isCount = node.Type !== 'Leaf' || (node.Format !== undefined && treeFormat(node.Format)?.bounded !== 'number');
  const refuse = (attribute: 'Min' | 'Max', reason: string): void => {
    findings.push(diagnostic('schema/tree-range', { attribute, reason }, { site: siteOf(`${pointer}/${attribute}`) }));
  };
  const unbounded = node.Type === 'Leaf' && node.Format !== undefined && treeFormat(node.Format)?.bounded === 'nothing';
  for (const attribute of ['Min', 'Max'] as const) {
    const value = node[attribute];
    if (value === undefined) continue;
    if (unbounded) refuse(attribute, `the format ${JSON.stringify(node.Format)} has no bounds`);
    else if (isCount && (!Number.isInteger(value) || value < 0))
      refuse(attribute, 'a count or a length is a whole number from 0');
  }
  if (min !== undefined && max !== undefined && min > max) refuse('Max', `it is below the Min of ${min}`);
}

function checkProperties(checking: Checking, node: ObjectNode, pointer: Pointer): void {
  const { findings, siteOf } = checking;
  const first = new Map<string, Pointer>();
  (node.Properties ?? []).forEach((property, i) => {
    const at = `${pointer}/Properties/${i}`;
    const earlier = first.get(property.Name);
    if (earlier === undefined) first.set(property.Name, `${at}/Name`);
    else {
      const related = [{ site: siteOf(earlier), message: 'the first one is here' }];
      findings.push(diagnostic('schema/tree-name-twice', { name: property.Name }, { site: siteOf(`${at}/Name`), related }));
    }
    check(checking, property.Schema, `${at}/Schema`);
    if (property.DefaultValue !== undefined) checkValue(checking, property.Schema, property.DefaultValue, `${at}/DefaultValue`);
  });
}

/** What the schema itself names as a value must be one. */
function checkValue({ root, findings, siteOf }: Checking, node: TreeNode, value: JsonValue, pointer: Pointer): void {
  const schemaSite = siteOf(pointer);
  const failures = judgeByTree(root, value, node).map((failure) => ({ ...failure, schemaSite }));
  for (const finding of explainErrors({ failures, data: value })) {
    const site = siteOf(`${pointer}${finding.pointer}`, finding.at);
    findings.push(diagnostic('schema/tree-value', { reason: messageOf(finding) }, { site, hint: finding.hint }));
  }
}

function checkLeaf(checking: Checking, { AllowedValues, ...free }: LeafNode, pointer: Pointer): void {
  checkFormat(checking, free.Format, pointer);
  AllowedValues?.forEach((value, i) => checkValue(checking, free, value, `${pointer}/AllowedValues/${i}`));
}

function checkFormat({ findings, siteOf }: Checking, format: string | undefined, pointer: Pointer): void {
  if (format === undefined || treeFormat(format) !== undefined) return;
  const near = nearestNames(format, formatNames());
  const hint = near[0] === undefined ? undefined : `Write ${JSON.stringify(near[0])}`;
  findings.push(diagnostic('schema/tree-format', { format, near }, { site: siteOf(`${pointer}/Format`), hint }));
}
