import type { DiagnosticCode } from '../diagnostics/codes.ts';

/** The rules by the names that settings call them. `fix`: documents can be edited so that the finding is gone and no app changes. */
export const lintRules = Object.freeze({
  'redundant-override': { code: 'lint/redundant-override', fix: true },
  'unset-without-effect': { code: 'lint/unset-without-effect', fix: true },
  'shadowed-everywhere': { code: 'lint/shadowed-everywhere', fix: true },
  'unreached-document': { code: 'lint/unreached-document', fix: false },
  deprecated: { code: 'schema/deprecated', fix: false },
  'idle-layer': { code: 'lint/idle-layer', fix: false },
  'idle-final': { code: 'lint/idle-final', fix: false },
  'idle-merge': { code: 'lint/idle-merge', fix: false },
  'unused-variable': { code: 'lint/unused-variable', fix: false },
  'unbound-schema': { code: 'lint/unbound-schema', fix: false },
} as const satisfies Record<string, { readonly code: DiagnosticCode; readonly fix: boolean }>);
