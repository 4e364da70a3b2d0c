import type { Cloud } from '../../core/desired/settings.ts';
import { audiences } from '../../core/setup/audiences.ts';
import { valueOf, type Environment } from './environment.ts';

/** Replaces the audience below, for a federated credential that was made with another one. */
export const audienceName = 'TENANTRY_TOKEN_AUDIENCE';

/** What a token is asked for that is to be exchanged in a cloud. */
export function audienceOf(environment: Environment, cloud: Cloud): string {
  return valueOf(environment, audienceName) ?? audiences[cloud];
}
