import type { Clock } from './clock.ts';
import type { Directory } from './directory/directory.ts';
import type { Recipients } from './exchange/recipients.ts';
import type { FaultList } from './faults.ts';
import type { WriteGate } from './gate.ts';
import type { Agenda } from './membership/agenda.ts';
import type { Throttle } from './limits/throttle.ts';
import type { Random } from './random.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import type { RequestLog } from './request-log.ts';
import type {
  Domain,
  JsonObject,
  MembershipEvent,
  Organization,
  RoleAssignment,
  RoleDefinition,
  ServicePrincipal,
} from './state.ts';

/** What the practice tenant was told to be like. */
export interface Settings {
  latencyMs: number;
  throttling: boolean;
  replicationMs: number;
  /** How long after a change dynamic groups are evaluated. */
  evaluationMs: number;
  emptyPages: boolean;
  /** How long a value takes from Exchange to Graph's reads, and from Graph to Exchange. */
  exchangeReplicationMs: number;
  /** None: Exchange refuses whatever the application asks for. */
  exchangeAccess: 'full' | 'none';
  /**
   * Whether an application may write employeeHireDate. The update page of 2026 says no, the lifecycle workflow pages
   * assume yes.
   */
  hireDateByApplications: boolean;
  /** Whether the tenant has Entra ID P2, without which eligible role assignments cannot be asked for. */
  entraP2: boolean;
  /**
   * What a PATCH of an open extension does with members that it does not name. The extensibility overview and the body
   * section of "Update open extension" say that they are deleted; the introduction of the same page says that what the
   * body names is updated or added, and is read by many as a merge.
   */
  openExtensionPatch: 'replace' | 'merge';
}

/** The parts of the state that are kept just as they are written. */
export interface Documents {
  organization: Organization;
  domains: Domain[];
  /** Oldest first. */
  auditLogs: JsonObject[];
  membershipEvents: MembershipEvent[];
  applications: JsonObject[];
  schemaExtensions: JsonObject[];
  extensionProperties: JsonObject[];
  roleAssignments: RoleAssignment[];
  roleEligibilityScheduleInstances: RoleAssignment[];
  roleDefinitions: RoleDefinition[];
  servicePrincipals: ServicePrincipal[];
  /** Undefined: a licence with Entra ID P2 for each user. */
  subscribedSkus: JsonObject[] | undefined;
}

/** All that a request can touch. One object for the life of the emulator; `PUT state` replaces what it holds. */
export interface Tenant {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
  directory: Directory;
  documents: Documents;
  /** What Exchange Online holds beside the directory. */
  recipients: Recipients;
  /** Which dynamic groups are still to be evaluated. */
  agenda: Agenda;
  /** Changes with every `PUT state`: tokens from before are answered with 410. */
  epoch: number;
  readonly throttle: Throttle;
  readonly faults: FaultList;
  readonly gate: WriteGate;
  readonly requests: RequestLog;
  /** Null: any bearer token is good, and nobody issues one. */
  readonly signIn: SignIn | null;
  /** Called after every change that the state shows. */
  changed: () => void;
}
