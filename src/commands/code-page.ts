import { visibleText } from '../diagnostics/visible-text.ts';
import { nearestNames } from '../model/nearest-names.ts';

export interface CodePage {
  readonly known: boolean;
  readonly text: string;
}

/**
 * What a diagnostic code means, or a rule of `schema diff`, alone or as scanners name it (`schema-diff/maximum-lowered`): its
 * page, or what was probably meant. Every code has a page, so that the tables are asked for names alone that have none.
 */
export async function codePage(code: string, read: (path: string) => string | undefined): Promise<CodePage> {
  const page = namesPage.test(code) ? read(`docs/diagnostics/${code}.md`) : undefined;
  return page === undefined ? withoutPage(code, read) : { known: true, text: page };
}

/** Nothing that leads out of the folder of pages. */
const namesPage = /^[a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

async function withoutPage(code: string, read: (path: string) => string | undefined): Promise<CodePage> {
  const { codes } = await import('../diagnostics/codes.ts');
  const { isRule, rules } = await import('../schema-diff/rules.ts');
  if (Object.hasOwn(codes, code)) return { known: true, text: `${code}: ${codes[code as keyof typeof codes].summary}\n` };
  const rule = code.replace(/^schema-diff\//, '');
  if (isRule(rule)) return { known: true, text: read(`docs/rules/${rule}.md`) ?? `${rule}: ${rules[rule].title}\n` };
  const near = [...nearestNames(code, Object.keys(codes), 3), ...nearestNames(rule, Object.keys(rules), 3)].slice(0, 3);
  return {
    known: false,
    text: `error: there is no code ${visibleText(JSON.stringify(code))}${near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''}\n`,
  };
}
