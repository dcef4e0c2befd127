import type { DescribedCall, FakeAnswer } from './validating-proxy.ts';

/** One page of a list, with the `Link` header that leads to the next. */
export function paged(call: DescribedCall, all: readonly unknown[], size: string): FakeAnswer {
  const limit = Math.min(Number(call.query.get(size) ?? 30), 100);
  const page = Number(call.query.get('page') ?? 1);
  const items = all.slice((page - 1) * limit, page * limit);
  if (page * limit >= all.length) return { status: 200, body: items };
  const next = new URLSearchParams(call.query);
  next.set('page', String(page + 1));
  return { status: 200, body: items, headers: { link: `<${call.path}?${next.toString()}>; rel="next"` } };
}
