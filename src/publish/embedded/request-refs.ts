import { isRequestId } from '../model/read-event.ts';

/** Below it every request has `<id>/head`, the commit it asks for, and `<id>/meta`, the chain of its events. */
export const requestRefs = 'refs/confman/requests';

export type RequestRefKind = 'head' | 'meta';

export function requestRef(id: string, kind: RequestRefKind): string {
  return `${requestRefs}/${id}/${kind}`;
}

/** Undefined for every other name, also below the folder of the requests. */
export function readRequestRef(name: string): { readonly id: string; readonly kind: RequestRefKind } | undefined {
  if (!name.startsWith(`${requestRefs}/`)) return undefined;
  const [id = '', kind, ...more] = name.slice(requestRefs.length + 1).split('/');
  return isRequestId(id) && (kind === 'head' || kind === 'meta') && more.length === 0 ? { id, kind } : undefined;
}
