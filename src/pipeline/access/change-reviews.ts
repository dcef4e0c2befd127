import type { CauseView, EffectiveView } from '../../effective-diff/effective-view.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { parentOf, type DocumentId } from '../../model/document-id.ts';
import { membersWith } from '../../namespaces/decide.ts';
import { approvalsNeeded, type EffectiveNamespace } from '../../namespaces/effective-namespace.ts';
import { parsePrincipal, type Principal } from '../../namespaces/principal.ts';
import type { Permission } from '../../namespaces/role.ts';
import { familyOf } from '../evolution/family-documents.ts';
import type { Workspace } from '../workspace.ts';
import type { Access } from './access.ts';
import { changedDocuments, type ChangedDocument } from './changed-documents.ts';

/** Why apps of a namespace are concerned. Without a cause: apps that came, went, or are valid or bound in another way. */
export interface ReviewCause {
  readonly cause: CauseView;
  /** So many values, each of one app. */
  readonly changes: number;
  /** So many apps of the namespace. */
  readonly apps: number;
}

/** What the people of one namespace have to agree to. */
export interface ReviewPart {
  /** As it is at the base: no change has a say in who judges it. */
  readonly namespace: EffectiveNamespace;
  /** What a reviewer has to be allowed: to approve requests, or, where governance itself changes, to manage roles. */
  readonly permission: Extract<Permission, 'publish-request:approve' | 'roles:manage'>;
  readonly reviewers: readonly Principal[];
  /** How many reviewers there are; only the first of them are named. */
  readonly reviewerCount: number;
  /** How many of them have to approve; governance never changes without one. */
  readonly needed: number;
  /** Apps of the namespace in which anything is effectively different, sorted. */
  readonly apps: readonly string[];
  /** Those with most apps first. */
  readonly causes: readonly ReviewCause[];
  /** Documents that are this namespace's by their place: governance, cascades, and what changes no app. */
  readonly documents: readonly ChangedDocument[];
  /** Paths of namespaces that inherit from this one at the base, and from further up once its document is removed. */
  readonly orphaned: readonly string[];
  /** Namespace documents of the base that cannot be used, so that those further up decide. */
  readonly broken: readonly DocumentId[];
}

/** Documents of a schema family that names its own owner. */
export interface FamilyPart {
  readonly family: DocumentId;
  readonly owner: string;
  /** The first of them; empty where the owner is nobody in particular. */
  readonly reviewers: readonly Principal[];
  readonly documents: readonly ChangedDocument[];
}

export interface ChangeReviews {
  /** In code-unit order of the paths of the namespaces. */
  readonly parts: readonly ReviewPart[];
  readonly families: readonly FamilyPart[];
  /** What no namespace of the base is responsible for. */
  readonly ungoverned: { readonly apps: readonly string[]; readonly documents: readonly ChangedDocument[] };
}

/**
 * Who has to agree to a change: the namespaces of all apps in which it makes a difference, and those in which governance is
 * written, or documents that make no difference. All of them as they are at the base.
 *
 * @param base what the change is held against, such as the protected branch
 * @param view what is effectively different, of all apps
 */
export function changeReviews(base: Access, head: Workspace, view: EffectiveView): ChangeReviews {
  const reviews = new Reviews(base);
  for (const app of [...view.changed, ...view.unknown]) reviews.addApp(app as DocumentId);
  for (const { cause, apps } of view.changes) reviews.addCause(cause, apps as readonly DocumentId[]);
  const telling = new Set(view.changes.flatMap(({ cause }) => [cause.place?.file, cause.now?.file]));
  for (const document of changedDocuments(base.workspace, head)) {
    const isTold = (document.kind === 'fragment' || document.kind === 'config') && telling.has(document.path);
    if (!isTold) reviews.addDocument(document);
  }
  return reviews.all;
}

/** So many people of a namespace are named: of ten thousand of them nobody reads more, and each namespace may have them all. */
const mostReviewers = 100;

interface Draft {
  readonly namespace: EffectiveNamespace;
  readonly broken: Set<DocumentId>;
  readonly apps: Set<string>;
  readonly causes: Map<string, { readonly cause: CauseView; changes: number; readonly apps: Set<string> }>;
  readonly documents: ChangedDocument[];
  governance: boolean;
  removed: boolean;
}

class Reviews {
  readonly #access: Access;
  readonly #drafts = new Map<string, Draft>();
  readonly #families = new Map<DocumentId, { readonly owner: string; readonly documents: ChangedDocument[] }>();
  readonly #apps = new Set<string>();
  readonly #documents: ChangedDocument[] = [];
  #heirs: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(access: Access) {
    this.#access = access;
  }

  addApp(app: DocumentId): void {
    (this.#draft(app)?.apps ?? this.#apps).add(app);
  }

  addCause(cause: CauseView, apps: readonly DocumentId[]): void {
    const { kind, side, place, detail } = cause;
    const key = [kind, side, place?.file, place?.line, place?.column, detail].join('\0');
    for (const app of apps) {
      const causes = this.#draft(app)?.causes;
      const known = causes?.get(key) ?? { cause, changes: 0, apps: new Set<string>() };
      known.changes += 1;
      known.apps.add(app);
      causes?.set(key, known);
    }
  }

  addDocument(document: ChangedDocument): void {
    const { id, kind } = document;
    const family = id?.startsWith('schemas/') === true ? parentOf(id) : undefined;
    if (family !== undefined && family !== 'schemas') return this.#addOfFamily(family, document);
    const isTop = kind === 'groups' || kind === 'settings' || id?.startsWith('schemas/') === true;
    const draft = this.#draft(isTop || id === undefined ? undefined : parentOf(id));
    (draft?.documents ?? this.#documents).push(document);
    if (draft === undefined || !(isTop || kind === 'namespace')) return;
    draft.governance = true;
    if (kind === 'namespace' && document.change === 'removed') draft.removed = true;
  }

  /** Who owns a family says the family's own document, as it is at the base; else the root of the tree does. */
  #addOfFamily(family: DocumentId, document: ChangedDocument): void {
    const known = this.#families.get(family);
    const owner = known?.owner ?? familyOf(this.#access.workspace, family).value.owner;
    if (owner === undefined) {
      const draft = this.#draft(undefined);
      (draft?.documents ?? this.#documents).push(document);
      if (draft !== undefined) draft.governance = true;
    } else if (known === undefined) this.#families.set(family, { owner, documents: [document] });
    else known.documents.push(document);
  }

  #draft(folder: DocumentId | undefined): Draft | undefined {
    const { namespace, broken } = this.#access.governing(folder);
    if (namespace === undefined) return undefined;
    const known = this.#drafts.get(namespace.path);
    for (const id of broken) known?.broken.add(id);
    if (known !== undefined) return known;
    const draft: Draft = {
      namespace,
      broken: new Set(broken),
      apps: new Set(),
      causes: new Map(),
      documents: [],
      governance: false,
      removed: false,
    };
    this.#drafts.set(namespace.path, draft);
    return draft;
  }

  get all(): ChangeReviews {
    const drafts = [...this.#drafts.values()].sort((a, b) => compareKeys(a.namespace.path, b.namespace.path));
    const families = [...this.#families].sort(([a], [b]) => compareKeys(a, b));
    return {
      parts: drafts.map((draft) => this.#part(draft)),
      families: families.map(([family, { owner, documents }]) => ({ family, owner, reviewers: this.#people(owner), documents })),
      ungoverned: { apps: [...this.#apps].sort(compareKeys), documents: this.#documents },
    };
  }

  #heirsOf(path: string): readonly string[] {
    return (this.#heirs ??= heirs(this.#access)).get(path) ?? [];
  }

  #people(text: string): readonly Principal[] {
    const principal = parsePrincipal(text);
    if (principal === undefined) return [];
    return principal.kind === 'group' ? this.#access.groups.peopleIn([principal.name]).slice(0, mostReviewers) : [principal];
  }

  #part({ namespace, broken, apps, causes, documents, governance, removed }: Draft): ReviewPart {
    const permission = governance ? 'roles:manage' : 'publish-request:approve';
    const reviewers = membersWith(namespace, this.#access.groups, permission);
    return {
      namespace,
      permission,
      reviewers: reviewers.slice(0, mostReviewers),
      reviewerCount: reviewers.length,
      needed: governance ? Math.max(1, approvalsNeeded(namespace)) : approvalsNeeded(namespace),
      apps: [...apps].sort(compareKeys),
      causes: [...causes.values()].map((each) => ({ ...each, apps: each.apps.size })).sort(compareCauses),
      documents,
      orphaned: removed ? this.#heirsOf(namespace.path) : [],
      broken: [...broken].sort(compareKeys),
    };
  }
}

/** By path of a namespace, those that inherit from it. */
function heirs(access: Access): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const folder of access.folders) {
    const [path = '', ...above] = access.governing(folder).namespace?.chain ?? [];
    for (const each of above) {
      const known = found.get(each);
      if (known === undefined) found.set(each, [path]);
      else known.push(path);
    }
  }
  return found;
}

function compareCauses(a: ReviewCause, b: ReviewCause): number {
  return (
    b.apps - a.apps ||
    compareKeys(a.cause.place?.file ?? '', b.cause.place?.file ?? '') ||
    (a.cause.place?.line ?? 0) - (b.cause.place?.line ?? 0) ||
    (a.cause.place?.column ?? 0) - (b.cause.place?.column ?? 0) ||
    compareKeys(a.cause.kind, b.cause.kind)
  );
}
