/** As much of a service plan of a user as rules can ask for. */
interface ServicePlan {
  readonly servicePlanId: unknown;
  readonly service: unknown;
  readonly capabilityStatus: unknown;
}

/**
 * Keeps the service plans of users once for everybody who has the same ones: a user has dozens, and most people of a
 * tenant have the same licences. When a plan was assigned is left out, since no rule can ask for it. What is no list of
 * plans is kept as it is.
 */
export function planKeeper(): (value: unknown) => unknown {
  const plans = new Map<string, ServicePlan>();
  const lists = new Map<string, readonly ServicePlan[]>();
  const keep = (item: object): readonly [string, ServicePlan] => {
    const { servicePlanId, service, capabilityStatus } = item as Partial<ServicePlan>;
    const key = JSON.stringify([servicePlanId, service, capabilityStatus]);
    let plan = plans.get(key);
    if (!plan) {
      plan = { servicePlanId, service, capabilityStatus };
      plans.set(key, plan);
    }
    return [key, plan];
  };
  return (value) => {
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'object' && each !== null))
      return value;
    // The order means nothing, and differs between people with the same licences.
    const kept = value.map(keep).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const key = kept.map(([each]) => each).join();
    const known = lists.get(key);
    if (known) return known;
    const list = kept.map(([, plan]) => plan);
    lists.set(key, list);
    return list;
  };
}
