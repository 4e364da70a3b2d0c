/** Why GitHub did not do what was asked. `broken`: nobody knows whether it did. */
export type Failure =
  | {
      readonly type: 'refused';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      /** GitHub's own words. */
      readonly message: string;
    }
  | { readonly type: 'notSent'; readonly message: string }
  | { readonly type: 'broken'; readonly message: string };

/**
 * A request that failed for good, within this adapter; who calls the adapter sees a TenantryError. It has no `status`,
 * since the paging of Octokit takes an error with status 409 for the end of a list.
 */
export class GitHubFailure extends Error {
  readonly failure: Failure;
  /** `POST /repos/contoso/tenant/issues`. */
  readonly request: string;

  constructor(failure: Failure, request: string) {
    super(failure.message);
    this.failure = failure;
    this.request = request;
  }
}

/** Whether GitHub refused with this status. */
export function wasRefused(error: unknown, status: number): boolean {
  return (
    error instanceof GitHubFailure && error.failure.type === 'refused' && error.failure.status === status
  );
}

/** Whether it may have been done although no answer says so. */
export function isUncertain({ failure }: GitHubFailure): boolean {
  return failure.type === 'broken' || (failure.type === 'refused' && failure.status >= 500);
}
