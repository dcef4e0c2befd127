import { Characters, coverEscaped } from './characters.ts';

/** RFC 6570: what stands outside of braces may be anything but these and control characters. */
const forbiddenLiterals = new Characters(' "\'<>\\^`{|}');
const nameCharacters = new Characters('a-zA-Z0-9_.');
const OPERATOR = /^[+#./;?&=,!@|]/;
const MODIFIER = /(?:\*|:[1-9]\d{0,3})$/;

export function isUriTemplate(text: string): boolean {
  for (let at = 0; at < text.length;) {
    const open = text.indexOf('{', at);
    if (!isLiteral(text, at, open < 0 ? text.length : open)) return false;
    if (open < 0) return true;
    const close = text.indexOf('}', open);
    if (close < 0 || !isExpression(text.slice(open + 1, close))) return false;
    at = close + 1;
  }
  return true;
}

function isLiteral(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 32 || code === 127 || forbiddenLiterals.has(code)) return false;
    if (text[i] === '%' && !/^%[0-9a-f]{2}$/i.test(text.slice(i, Math.min(i + 3, to)))) return false;
  }
  return true;
}

function isExpression(text: string): boolean {
  const names = text.replace(OPERATOR, '').split(',');
  return names.every((each) => {
    const name = each.replace(MODIFIER, '');
    return name !== '' && !name.startsWith('.') && !name.endsWith('.') && coverEscaped(nameCharacters, name);
  });
}
