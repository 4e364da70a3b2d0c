import type { AddressInfo } from 'node:net';
import { checkState } from './admin/check-state.ts';
import { putState } from './admin/put-state.ts';
import { snapshot } from './admin/snapshot.ts';
import { createClock, type Clock } from './clock.ts';
import { load } from './directory/load.ts';
import { dirSyncOff } from './dir-sync-off.ts';
import { edit } from './edit.ts';
import { emptyState } from './empty-state.ts';
import { loadRecipients } from './exchange/recipients.ts';
import { assignExchangeRole } from './exchange/role-entries.ts';
import { createFaultList, type Fault } from './faults.ts';
import { createWriteGate } from './gate.ts';
import { generateTenant } from './generate/generate-tenant.ts';
import { hosts } from './http/hosts.ts';
import { createTenantServer } from './http/server.ts';
import { createThrottle } from './limits/throttle.ts';
import { createAgenda } from './membership/agenda.ts';
import { catchUp, settle } from './membership/rounds.ts';
import { createStateFile } from './state-file.ts';
import { syncNow } from './sync-now.ts';
import { createRandom } from './random.ts';
import { createRequestLog, type RequestReport } from './request-log.ts';
import { createRoutes } from './routes/routes.ts';
import { addCredential, type NewCredential } from './sign-in/add-credential.ts';
import { personToken } from './sign-in/person-token.ts';
import { createSignIn, type SignIn, type SignInOptions } from './sign-in/sign-in.ts';
import type { JsonObject, State } from './state.ts';
import type { Settings, Tenant } from './tenant.ts';
import { createCertificates } from './tls/certificates.ts';

export interface EmulatorOptions extends SignInOptions {
  /** HTTPS with a certificate made at start, for this machine and under the names of Microsoft's hosts. */
  tls?: boolean;
  /** Whether applications have to sign in here first. With `tls` they have to unless this is false. */
  signIn?: boolean;
  /** 0, the default, takes any free port. */
  port?: number;
  state?: State;
  /** Loaded if it exists, written after changes and on close. */
  stateFile?: string;
  /** Generated objects beside the ones of the state. */
  users?: number;
  groups?: number;
  latencyMs?: number;
  throttling?: boolean;
  /** How many times as fast as the wall clock the emulated one runs. */
  speed?: number;
  replicationMs?: number;
  /** How long after a change dynamic groups are evaluated, in emulated time; a minute if absent. */
  evaluationMs?: number;
  /** Every second page of a list is empty, as the service allows itself. */
  emptyPages?: boolean;
  hireDateByApplications?: boolean;
  /** How long a value takes from Exchange to Graph's reads, and from Graph to Exchange, in emulated time. */
  exchangeReplicationMs?: number;
  /** None: Exchange refuses whatever the application asks for. */
  exchangeAccess?: 'full' | 'none';
  /** False: a tenant without Entra ID P2, which refuses to tell who is eligible for a role. */
  entraP2?: boolean;
  /** What a PATCH of an open extension does with members that it does not name; `replace`, the default, drops them. */
  openExtensionPatch?: 'replace' | 'merge';
  /** The instant at which the emulated clock starts. */
  now?: Date;
  /** For ids. */
  seed?: number;
}

export interface Emulator {
  /** `http://127.0.0.1:PORT/v1.0`, with TLS `https:` as the others. */
  graph: string;
  /** `http://127.0.0.1:PORT/adminapi` */
  exchange: string;
  /** `https://127.0.0.1:PORT`, what libraries call the authority host; null where nobody has to sign in. */
  login: string | null;
  admin: string;
  /** The port that stands for port 443 of every host, and the certificate to trust, in PEM. */
  tls: { port: number; certificateAuthority: string } | null;
  /** The line that `emulate` prints. */
  ready: string;
  clock: Clock;
  state(): State;
  putState(state: State): void;
  /** Gives an application that is registered in the state a secret, a certificate or an issuer to sign in with. */
  addCredential(appId: string, credential: NewCredential): void;
  /** A person's token for Graph, as the Azure CLI hands it out. */
  personToken(userPrincipalName: string): string;
  /** Makes a service principal a member of a role group of Exchange that may run these cmdlets: `Get-Mailbox`. */
  assignExchangeRole(servicePrincipalId: string, entries: readonly string[]): void;
  requests(): RequestReport;
  clearRequests(): void;
  addFault(...faults: Fault[]): void;
  clearFaults(): void;
  advance(ms: number): void;
  /** All pending evaluation and replication, done; with `all`, every dynamic group is evaluated. */
  settle(options?: { all?: boolean }): void;
  /** An administrator changes an object by hand, in the portal. */
  edit(kind: 'user' | 'group', id: string, patch: JsonObject): void;
  /**
   * An administrator turns directory synchronisation off for the tenant: Graph refuses the extension attributes of all
   * users there are from now on. `shownAs` is what `onPremisesSyncEnabled` of the synchronised ones becomes.
   */
  dirSyncOff(shownAs?: null | false): void;
  /** A run of Entra Connect: objects that were handed back to Active Directory count as synchronised again. */
  syncNow(): void;
  /** Stops the n-th accepted write from now, before or after it takes effect; resolves once it is held. */
  holdAtWrite(n: number, when: 'before' | 'after'): Promise<void>;
  release(options?: { abandon?: boolean }): void;
  close(): Promise<void>;
}

/** Starts a practice tenant on loopback. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const file = options.stateFile === undefined ? null : createStateFile(options.stateFile);
  const secure = options.tls ? createCertificates(hosts.map(({ name }) => name)) : null;
  const signIn = (options.signIn ?? options.tls) ? createSignIn(options) : null;
  const state = await initialState(options, await file?.read());
  const tenant = createTenant(options, state, await signIn);
  if (file) {
    // Now rather than at the end, so that nobody works in a tenant that cannot be kept.
    await file.flush(() => snapshot(tenant));
    tenant.changed = () => file.save(() => snapshot(tenant));
  }

  const certificates = await secure;
  const server = createTenantServer(
    tenant,
    createRoutes(),
    certificates ? { key: certificates.key, cert: certificates.certificate } : undefined,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `${certificates ? 'https' : 'http'}://127.0.0.1:${port}`;
  const graph = `${origin}/v1.0`;
  const exchange = `${origin}/adminapi`;
  const login = tenant.signIn ? origin : null;
  const admin = `${origin}/_emulator`;

  return {
    graph,
    exchange,
    login,
    admin,
    tls: certificates ? { port, certificateAuthority: certificates.authority } : null,
    ready: JSON.stringify({ graph, exchange, ...(login === null ? {} : { login }), admin }),
    clock: tenant.clock,
    state: () => structuredClone(snapshot(tenant)),
    putState: (state) => putState(tenant, state),
    addCredential: (appId, credential) => addCredential(tenant, appId, credential),
    personToken: (name) => personToken(tenant, name),
    assignExchangeRole: (id, entries) => assignExchangeRole(tenant, id, entries),
    requests: () => tenant.requests.report(),
    clearRequests: () => tenant.requests.clear(),
    addFault: (...faults) => tenant.faults.add(faults),
    clearFaults: () => tenant.faults.clear(),
    advance(ms) {
      tenant.clock.advance(ms);
      catchUp(tenant);
    },
    settle: (how) => settle(tenant, how),
    edit: (kind, id, patch) => edit(tenant, kind, id, patch),
    dirSyncOff: (shownAs = null) => dirSyncOff(tenant, shownAs),
    syncNow: () => syncNow(tenant),
    holdAtWrite: (n, when) => tenant.gate.hold(n, when),
    release: (how) => tenant.gate.release(how),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      const last = snapshot(tenant);
      await file?.flush(() => last);
    },
  };
}

async function initialState(options: EmulatorOptions, stored: unknown): Promise<State> {
  if (stored !== undefined) return checkState(stored);
  const checked = checkState(options.state ?? emptyState());
  const { users = 0, groups = 0 } = options;
  if (users === 0 && groups === 0) return checked;
  return generateTenant({ users, groups, seed: options.seed ?? 1, base: checked });
}

/**
 * The same numbers as those that invented the tenant would also be the same ids: a group that is created would get that of
 * somebody who is there.
 */
const afterInventing = (seed: number): number => seed ^ 0x5bd1e995;

function createTenant(options: EmulatorOptions, state: State, signIn: SignIn | null): Tenant {
  const clock = createClock({
    ...(options.now ? { start: options.now } : {}),
    ...(options.speed === undefined ? {} : { speed: options.speed }),
  });
  const settings: Settings = {
    latencyMs: options.latencyMs ?? 0,
    throttling: options.throttling ?? true,
    replicationMs: options.replicationMs ?? 0,
    evaluationMs: options.evaluationMs ?? 60_000,
    emptyPages: options.emptyPages ?? false,
    hireDateByApplications: options.hireDateByApplications ?? true,
    exchangeReplicationMs: options.exchangeReplicationMs ?? 0,
    exchangeAccess: options.exchangeAccess ?? 'full',
    entraP2: options.entraP2 ?? true,
    openExtensionPatch: options.openExtensionPatch ?? 'replace',
  };
  const loaded = load(state);
  const tenant: Tenant = {
    settings,
    clock,
    random: createRandom(afterInventing(options.seed ?? Date.now())),
    ...loaded,
    recipients: loadRecipients(state.exchange, loaded.directory),
    agenda: createAgenda(loaded.directory, state.pendingEvaluations ?? [], {
      now: clock.now(),
      delayMs: settings.evaluationMs,
    }),
    epoch: 1,
    throttle: createThrottle({
      tenantId: () => tenant.documents.organization.id,
      users: () => tenant.directory.lists.user.length,
      enabled: () => settings.throttling,
      real: (ms) => clock.real(ms),
    }),
    faults: createFaultList(),
    gate: createWriteGate(),
    requests: createRequestLog(),
    signIn,
    changed: () => {},
  };
  return tenant;
}
