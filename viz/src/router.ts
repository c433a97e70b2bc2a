import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { message } from './i18n'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the view's name in the messages. */
    title: string
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'start', component: () => import('./views/start/StartView.vue'), meta: { title: 'shell.view.start' } },
    { path: '/search', name: 'search', component: () => import('./views/search/SearchView.vue'), meta: { title: 'shell.view.search' } },
    { path: '/documents/:id', name: 'document', component: () => import('./views/document/DocumentView.vue'), meta: { title: 'shell.view.document' } },
    { path: '/trace/:id', name: 'trace', component: () => import('./views/trace/TraceView.vue'), meta: { title: 'shell.view.trace' } },
    { path: '/paths', name: 'paths', component: () => import('./views/trace/PathsView.vue'), meta: { title: 'shell.view.paths' } },
    { path: '/status', name: 'status', component: () => import('./views/status/StatusView.vue'), meta: { title: 'shell.view.status' } },
    { path: '/coverage/:id?', name: 'coverage', component: () => import('./views/coverage/CoverageView.vue'), meta: { title: 'shell.view.coverage' } },
    { path: '/issuers', name: 'issuers', component: () => import('./views/issuers/IssuersView.vue'), meta: { title: 'shell.view.issuers' } },
    { path: '/agencies/:id', name: 'agency', component: () => import('./views/issuers/AgencyView.vue'), meta: { title: 'shell.view.agency' } },
    { path: '/check', name: 'check', component: () => import('./views/check/CheckView.vue'), meta: { title: 'shell.view.check' } },
    { path: '/review', name: 'review', component: () => import('./views/review/ReviewView.vue'), meta: { title: 'shell.view.review' } },
    { path: '/about', name: 'about', component: () => import('./views/about/AboutView.vue'), meta: { title: 'shell.view.about' } },
    { path: '/:rest(.*)*', name: 'missing', component: () => import('./views/missing/MissingView.vue'), meta: { title: 'shell.view.missing' } },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.hash ? { el: to.hash } : to.path === from.path ? false : { top: 0 }),
})

/** The browser's title: what is shown (a document's title), where a view knows it, and the name of the page. */
export function setPageTitle(shown?: string): void {
  const view = shown ?? message(router.currentRoute.value.meta.title)
  document.title = router.currentRoute.value.name === 'start' ? message('shell.name') : `${view} · ${message('shell.name')}`
}

router.afterEach((to, from) => {
  if (to.name !== from.name) void nextTick(() => setPageTitle())
})
