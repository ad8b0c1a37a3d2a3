/**
 * Stands in for what Next's router does with links, prefetching, intercepted routes and server actions of its own: we have none of
 * them, every link is one of HTML (next.config.js). It saves a learner's page some 10 kB. `tests/next-stand-ins.test.ts` holds it
 * against the Next that is installed.
 */
const nothing = () => null
export {
  nothing as cancelPrefetchTask,
  nothing as discoverKnownRoute,
  nothing as getLinkForCurrentNavigation,
  nothing as isInterceptionRouteAppPath,
  nothing as isPrefetchTaskDirty,
  nothing as matchKnownRoute,
  nothing as needsSpeculativePrefetch,
  nothing as pingPrefetchScheduler,
  nothing as pingPrefetchTask,
  nothing as pingVisibleLinks,
  nothing as prefetchRoute,
  nothing as reschedulePrefetchTask,
  nothing as resetKnownRoutes,
  nothing as schedulePrefetchTask,
  nothing as setLinkForCurrentNavigation,
  nothing as startRevalidationCooldown,
}
/** @param {unknown} state */
export const serverActionReducer = (state) => state
/** @type {string[]} */
export const INTERCEPTION_ROUTE_MARKERS = []
export const NEXT_NAV_DEPLOYMENT_ID_HEADER = 'x-nextjs-deployment-id'
