import type { Clock } from './clock.ts';
import type { Directory } from './directory/directory.ts';
import type { FaultList } from './faults.ts';
import type { WriteGate } from './gate.ts';
import type { Agenda } from './membership/agenda.ts';
import type { Throttle } from './limits/throttle.ts';
import type { Random } from './random.ts';
import type { RequestLog } from './request-log.ts';
import type { Domain, JsonObject, MembershipEvent, Organization } from './state.ts';

/** What the practice tenant was told to be like. */
export interface Settings {
  latencyMs: number;
  throttling: boolean;
  replicationMs: number;
  /** How long after a change dynamic groups are evaluated. */
  evaluationMs: number;
  emptyPages: boolean;
  /**
   * Whether an application may write employeeHireDate. The update page of 2026 says no, the lifecycle workflow pages
   * assume yes.
   */
  hireDateByApplications: boolean;
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
}

/** All that a request can touch. One object for the life of the emulator; `PUT state` replaces what it holds. */
export interface Tenant {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
  directory: Directory;
  documents: Documents;
  /** Which dynamic groups are still to be evaluated. */
  agenda: Agenda;
  /** Changes with every `PUT state`: tokens from before are answered with 410. */
  epoch: number;
  readonly throttle: Throttle;
  readonly faults: FaultList;
  readonly gate: WriteGate;
  readonly requests: RequestLog;
  /** Called after every change that the state shows. */
  changed: () => void;
}
