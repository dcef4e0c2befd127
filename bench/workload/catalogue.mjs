import { choice, flag, host, int, list, note, ratio, secret, url, withDefault, word } from './field.mjs';

/** @import { Shape } from './field.mjs' */

const ms = (max) => int(10, max, 'ms');
const pool = { min: int(1, 5), max: int(6, 80), idleSeconds: int(10, 600, 's'), acquireMs: ms(5000), validate: flag() };

/** Sections of the global layer, described by the shared schema. Regions, types and instances override parts of them.
 * @type {Shape} */
export const sharedSections = {
  network: {
    dns: {
      servers: list(host('dns'), 3),
      searchDomains: list(host('zone'), 2),
      timeoutMs: ms(2000),
      cacheSeconds: int(1, 300, 's'),
    },
    timeouts: { connectMs: ms(3000), readMs: ms(30000), writeMs: ms(30000), idleMs: ms(90000) },
    proxy: { url: url('egress'), bypass: list(host('direct'), 4), enabled: flag() },
    note: note(),
  },
  logging: {
    level: choice('debug', 'info', 'warn', 'error'),
    format: choice('json', 'text'),
    sampling: { initial: int(1, 100), thereafter: int(1, 1000), enabled: flag() },
    redact: list(word(), 6),
    shipping: { url: url('logs'), batchSize: int(10, 1000), flushMs: ms(10000), compress: flag(), retries: int(0, 9) },
    fileMode: withDefault(choice('rotate', 'append'), 'rotate'),
  },
  tls: {
    minVersion: choice('1.2', '1.3'),
    ciphers: list(word(), 5),
    clientAuth: choice('none', 'request', 'require'),
    session: { tickets: flag(), cacheSize: int(100, 10000), timeoutSeconds: int(60, 7200, 's') },
    certificate: { name: word(), key: secret(), reloadSeconds: int(30, 3600, 's') },
  },
  telemetry: {
    traces: { url: url('otel'), ratio: ratio(), exporter: choice('grpc', 'http'), queueSize: int(64, 8192) },
    metrics: { url: url('metrics'), intervalSeconds: int(5, 60, 's'), histograms: list(word(), 4), enabled: flag() },
    attributes: list(word(), 4),
  },
  limits: {
    requests: { perSecond: int(10, 5000), burst: int(10, 9000), queue: int(0, 500) },
    bodyKb: int(16, 4096, 'KiB'),
    headerKb: int(4, 64, 'KiB'),
    concurrency: int(1, 512),
    openFiles: int(1024, 65536),
    note: note(),
  },
  retries: { attempts: int(0, 9), backoffMs: ms(5000), maxBackoffMs: ms(60000), jitter: ratio(), on: list(word(), 3) },
  caching: {
    memory: { maxMb: int(16, 2048, 'MiB'), ttlSeconds: int(1, 3600, 's'), policy: choice('lru', 'lfu', 'fifo') },
    shared: { url: url('cache'), prefix: word(), ttlSeconds: int(1, 86400, 's'), enabled: flag() },
    note: note(),
  },
  health: {
    path: withDefault(choice('/healthz', '/ready'), '/healthz'),
    live: { intervalSeconds: int(1, 60, 's'), failures: int(1, 9), graceSeconds: int(1, 120, 's') },
    ready: { intervalSeconds: int(1, 60, 's'), failures: int(1, 9), checks: list(word(), 4) },
  },
  security: {
    headers: { frame: choice('deny', 'sameorigin'), referrer: choice('none', 'origin'), hstsSeconds: int(0, 31536000, 's') },
    cors: { origins: list(host('www'), 3), methods: list(choice('GET', 'POST', 'PUT'), 2), maxAgeSeconds: int(0, 86400, 's') },
    tokens: { issuer: url('login'), audience: word(), leewaySeconds: int(0, 120, 's'), signing: secret() },
  },
  storage: {
    objects: { url: url('objects'), bucket: word(), region: word(), partMb: int(5, 64, 'MiB'), key: secret(), checksums: flag() },
    note: note(),
    retention: { hotDays: int(1, 30, 'd'), warmDays: int(1, 180, 'd'), coldDays: int(1, 3650, 'd'), legalHold: flag() },
  },
  compliance: {
    residency: choice('EU', 'US', 'SG'),
    classes: list(word(), 3),
    auditUrl: url('audit'),
    maskFields: list(word(), 5),
    officer: word(),
    note: note(),
  },
  // Nothing overrides this section, so an edit of it in the global layer reaches every app.
  release: {
    revision: int(100, 999),
    channel: choice('stable', 'canary'),
    freeze: flag(),
    approvers: list(word(), 3),
    notes: url('notes'),
  },
  shutdown: { drainSeconds: int(0, 60, 's'), graceSeconds: int(1, 120, 's'), signals: list(word(), 2) },
  features: {
    express: flag(),
    wishlist: flag(),
    previews: flag(),
    rewards: flag(),
    split: flag(),
    bundles: flag(),
    rollout: ratio(),
  },
};

/** Sections that one app type has for itself, spelled out in its schema. Each type takes some of them.
 * @type {Shape} */
export const typeSections = {
  workers: {
    count: int(1, 64),
    batch: int(1, 500),
    leaseSeconds: int(5, 600, 's'),
    names: list(word(), 4),
    ordered: flag(),
    lagAlarm: int(1, 9999),
  },
  pricing: {
    currency: choice('EUR', 'USD', 'SGD'),
    rounding: choice('up', 'down', 'even'),
    margin: ratio(),
    tiers: list(word(), 4),
    refreshSeconds: int(1, 900, 's'),
  },
  ranking: {
    model: word(),
    weights: { text: ratio(), clicks: ratio(), stock: ratio(), recency: ratio() },
    rescore: int(10, 500),
    explain: flag(),
  },
  delivery: {
    carriers: list(word(), 4),
    cutoffHour: int(0, 23),
    insured: flag(),
    quoteUrl: url('quotes'),
    quoteTimeoutMs: ms(5000),
    weekends: flag(),
  },
  templates: {
    engine: choice('basic', 'full'),
    locale: choice('de', 'en', 'fr'),
    cacheMb: int(1, 256, 'MiB'),
    partials: list(word(), 5),
    strict: flag(),
  },
  fraud: {
    mode: choice('observe', 'enforce'),
    threshold: ratio(),
    scoreUrl: url('fraud'),
    timeoutMs: ms(2000),
    rules: list(word(), 5),
    key: secret(),
  },
  uploads: {
    maxMb: int(1, 512, 'MiB'),
    types: list(word(), 4),
    scan: flag(),
    bucket: word(),
    expiryDays: int(1, 365, 'd'),
    partMb: int(5, 64, 'MiB'),
  },
  sessions: {
    ttlMinutes: int(5, 1440, 'min'),
    sliding: flag(),
    store: choice('memory', 'shared'),
    cookie: { name: word(), secure: flag(), sameSite: choice('lax', 'strict') },
  },
  schedule: {
    reindexHour: int(0, 23),
    cleanupHour: int(0, 23),
    reportHour: int(0, 23),
    timeZone: choice('UTC', 'CET'),
    jitterSeconds: int(0, 900, 's'),
    paused: flag(),
  },
  indexing: {
    shards: int(1, 64),
    replicas: int(0, 3),
    refreshSeconds: int(1, 3600, 's'),
    analyzers: list(word(), 3),
    mergeMb: int(16, 5120, 'MiB'),
    sync: flag(),
  },
};

/** What an instance says about itself. @type {Shape} */
export const instanceSection = {
  zone: word(),
  replicas: int(1, 50),
  cell: int(1, 12),
  cpu: { request: int(100, 4000, 'mCPU'), limit: int(100, 8000, 'mCPU') },
  memory: { requestMb: int(64, 8192, 'MiB'), limitMb: int(64, 16384, 'MiB') },
  labels: list(word(), 4),
  contact: word(),
  note: note(),
};

/** What an instance takes by reference, by the key that it stands at.
 * @type {Shape} */
export const fragmentSections = {
  database: {
    url: url('db'),
    name: word(),
    user: word(),
    password: secret(),
    statementMs: ms(60000),
    lockMs: ms(10000),
    maxConnections: int(1, 200),
    pool,
    replica: { url: url('db-ro'), lagMs: ms(5000), pool },
    backup: { hour: int(0, 23), bucket: word(), keepDays: int(1, 90, 'd') },
    note: note(),
    extensions: list(word(), 4),
  },
  cache: {
    url: url('redis'),
    database: int(0, 15),
    password: secret(),
    timeoutMs: ms(2000),
    pool,
    note: note(),
    nodes: list(host('redis'), 3),
  },
  queue: {
    url: url('queue'),
    prefetch: int(1, 500),
    deadLetterAfter: int(1, 20),
    consumer: word(),
    password: secret(),
    backoff: { firstMs: ms(1000), maxMs: ms(60000), factor: int(1, 5) },
    bindings: { orders: word(), payments: word(), returns: word() },
  },
  alerts: {
    channel: word(),
    escalateMinutes: int(1, 120, 'min'),
    severities: list(word(), 3),
    quiet: flag(),
    runbook: url('runbooks'),
    thresholds: { errorRatio: ratio(), latencyMs: ms(5000), saturation: ratio(), lag: int(1, 9999) },
    receivers: list(word(), 4),
  },
  mesh: {
    mode: choice('strict', 'permissive'),
    outlier: { errors: int(1, 50), ejectSeconds: int(1, 600, 's'), maxShare: ratio() },
    mirrors: list(host('mirror'), 2),
    routes: { primary: host('mesh'), fallback: host('mesh'), shadow: host('mesh') },
    note: note(),
    allowed: list(word(), 5),
  },
};

/** The shape of a pool fragment, which databases and caches refer to. */
export const poolShape = pool;
