import { isPassing } from './patience.ts';
import type { Answered, Purpose, Words } from './read-failure.ts';

/** What answers mean that mean the same of every service. `error` is the service's own word. */
export function usualRefusal(service: string, { doing }: Purpose, reply: Answered, error: string): Words {
  if (reply.status === 401)
    return {
      message: `${service} does not accept the token on trying to ${doing}: ${error}.`,
      remedy: 'Sign in again, to the tenant and the cloud that tenant.yaml names.',
    };
  if (reply.status >= 200 && reply.status <= 299)
    return {
      message: `${service} answered with something that cannot be read on trying to ${doing} (${error}).`,
      remedy: 'Nothing was changed. Run the command again; a proxy in between may have cut the answer short.',
    };
  if (isPassing(reply.status))
    return {
      message: `${service} was too busy for several minutes to ${doing}: ${error}.`,
      remedy:
        'Nothing was changed. Run the command again later; other applications may be using up the limits.',
    };
  return {
    message: `${service} refused to ${doing}: ${error}.`,
    remedy:
      'Nothing was changed. The message above is the service’s own; the request-id is what Microsoft support asks for.',
  };
}
