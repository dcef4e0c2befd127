import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Pointer } from '../model/pointer.ts';
import type { Source, Span } from '../model/source.ts';

export type ArgsOf<C extends DiagnosticCode> = Parameters<typeof diagnostic<C>>[1];

export interface FindingWhere {
  readonly hint?: string | undefined;
  readonly related?: { readonly span: Span; readonly message: string } | undefined;
}

/** The findings of one text, up to a limit; the one after the last says that there are more. */
export class FindingList {
  readonly #source: Source;
  readonly #limit: number;
  readonly #findings: Diagnostic[] = [];

  constructor(source: Source, limit: number) {
    this.#source = source;
    this.#limit = limit;
  }

  get full(): boolean {
    return this.#findings.length > this.#limit;
  }

  get count(): number {
    return this.#findings.length;
  }

  add<C extends DiagnosticCode>(code: C, args: ArgsOf<C>, at: Span, pointer: Pointer, where: FindingWhere = {}): void {
    if (this.full) return;
    const site = { source: this.#source, pointer, at };
    if (this.count === this.#limit) {
      const hint = 'Correct the errors above first';
      this.#findings.push(diagnostic('documents/too-many-errors', { limit: this.#limit }, { site, hint }));
      return;
    }
    const { hint, related } = where;
    const also = related && { site: { ...site, at: related.span }, message: related.message };
    this.#findings.push(diagnostic(code, args, { site, hint, related: also ? [also] : [] }));
  }

  /** In the order of the text. The sort is stable, so findings of one place keep their order. */
  sorted(): readonly Diagnostic[] {
    return this.#findings.toSorted((a, b) => startOf(a) - startOf(b));
  }
}

function startOf({ site }: Diagnostic): number {
  return typeof site?.at === 'object' ? site.at.start : 0;
}
