import type { Alias } from 'yaml';
import type { FindingList } from '../finding-list.ts';
import { hints } from '../hints.ts';
import { shortened } from '../words.ts';
import { layoutNode, leaf, spanOf, type Position, type YamlValue } from './yaml-value.ts';

export interface YamlLimits {
  readonly depth: number;
  /** Values that all aliases together may unfold to. */
  readonly aliasedValues: number;
}

/** What the anchors of a document stand for, and what following them costs. */
export class YamlAnchors {
  readonly #limits: YamlLimits;
  readonly #findings: FindingList;
  /** Undefined while the anchor's own value is being read. */
  readonly #anchors = new Map<string, YamlValue | undefined>();
  #unfolded = 0;

  constructor(limits: YamlLimits, findings: FindingList) {
    this.#limits = limits;
    this.#findings = findings;
  }

  open(name: string): void {
    this.#anchors.set(name, undefined);
  }

  close(name: string, value: YamlValue): void {
    this.#anchors.set(name, value);
  }

  /** The value that an alias stands for, shared, and placed where the alias is; null where it cannot be followed. */
  follow(alias: Alias, at: Position): YamlValue {
    const target = this.#anchors.get(alias.source);
    const span = spanOf(alias);
    if (target === undefined) this.#reportLost(alias, at);
    else if (!this.#isTooMuch(target, alias, at)) {
      const { kind, children } = target.layout;
      return { ...target, layout: layoutNode(kind, span, at, children) };
    }
    return leaf(null, span, at);
  }

  #reportLost(alias: Alias, { pointer }: Position): void {
    const name = shortened(alias.source);
    const inside = this.#anchors.has(alias.source);
    const reason = inside ? 'is part of the value that it refers to' : 'has no anchor before it';
    const hint = inside ? 'Remove the alias, or move the anchor' : `Set an anchor &${name} before it, or quote it if it is text`;
    this.#findings.add('documents/yaml-alias', { name, reason }, spanOf(alias), pointer, { hint });
  }

  #isTooMuch({ size, height }: YamlValue, alias: Alias, { depth, pointer }: Position): boolean {
    const { depth: deepest, aliasedValues: limit } = this.#limits;
    if (depth + height > deepest) {
      this.#findings.add('documents/too-deep', { limit: deepest }, spanOf(alias), pointer, { hint: hints.tooDeep });
      return true;
    }
    const before = this.#unfolded;
    this.#unfolded += size;
    if (this.#unfolded > limit && before <= limit) {
      const hint = 'Move the shared part to a document of its own, or raise limits.aliasedValues in confman.json5';
      this.#findings.add('documents/yaml-expansion', { limit }, spanOf(alias), pointer, { hint });
    }
    return this.#unfolded > limit;
  }
}
