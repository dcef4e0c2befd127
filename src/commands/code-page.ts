import { codes, type DiagnosticCode } from '../diagnostics/codes.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import { nearestNames } from '../model/nearest-names.ts';
import { isRule, rules } from '../schema-diff/rules.ts';

export interface CodePage {
  readonly known: boolean;
  readonly text: string;
}

/**
 * What a diagnostic code means, or a rule of `schema diff`, alone or as scanners name it (`schema-diff/maximum-lowered`): its
 * page, or what was probably meant.
 */
export function codePage(code: string, read: (path: string) => string | undefined): CodePage {
  if (Object.hasOwn(codes, code)) {
    const page = read(`docs/diagnostics/${code}.md`);
    return { known: true, text: page ?? `${code}: ${codes[code as DiagnosticCode].summary}\n` };
  }
  const rule = code.replace(/^schema-diff\//, '');
  if (isRule(rule)) return { known: true, text: read(`docs/rules/${rule}.md`) ?? `${rule}: ${rules[rule].title}\n` };
  const near = [...nearestNames(code, Object.keys(codes), 3), ...nearestNames(rule, Object.keys(rules), 3)].slice(0, 3);
  return {
    known: false,
    text: `error: there is no code ${visibleText(JSON.stringify(code))}${near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''}\n`,
  };
}
