import { Header } from '@/components/ui/header'
import { translator } from '@/server/platform/locales'
import { currentPerson, has } from '@/server/nextjs/current-person'
import { reviewed } from '@/server/library/sign-offs'
import { organisation } from '@/server/organisation/organisation'
import { beside, launchToken, rootOf } from '@/server/platform/launch-token'
import { SignInLink } from './(account)/sign-in-link'
import { DisplayButton } from './(site)/display-menu'
import { BarLinks } from './bar-links'
import { Notices } from './(account)/notices'
import { Languages } from './languages'

export async function PageShell({
  locale,
  crumbs,
  actions,
  children,
}: {
  locale: string
  crumbs: { label: string; href?: string }[]
  actions?: React.ReactNode
  children: React.ReactNode
}) {
  const t = translator(locale, 'footer')
  const own = translator(locale, 'organisation')
  const { name } = await organisation()
  const checked = await reviewed(locale)
  const launched = launchToken() !== null
  return (
    <>
      <Header
        home={rootOf(locale)}
        crumbs={crumbs}
        skip={{ href: '#main', label: translator(locale, 'ui')('skip') }}
        // Only newcomers on the home page need the name. People who run the site know it, and have more links in the bar.
        named={crumbs.length === 0 && !has(await currentPerson(), 'facilitator', 'author', 'owner', 'auditor', 'administrator')}
      >
        {actions}
        {/* A page with its own actions has no room for the link to the courses; its breadcrumbs lead there. */}
        {!launched && <BarLinks locale={locale} courses={!actions} />}
      </Header>
      <Notices locale={locale} />
      <div className="flex-1">{children}</div>
      <footer className="border-t border-line noprint">
        <div className="mx-auto flex max-w-site flex-wrap gap-x-6 gap-y-2 px-4 py-5 text-small text-ink-2 lg:px-8">
          <a className="link" href={`${rootOf(locale)}/learn/data`}>
            {t('data')}
          </a>
          <a className="link" href={`${rootOf(locale)}/signs`}>
            {t('signs')}
          </a>
          <a className="link" href={`/${locale}/sources`} {...beside()}>
            {t('sources')}
          </a>
          <a className="link" href={`/${locale}/privacy`} {...beside()}>
            {t('privacy')}
          </a>
          <a className="link" href={`/${locale}/accessibility`} {...beside()}>
            {own('footer.accessibility')}
          </a>
          <a className="link" href={`/${locale}/contact-card`} {...beside()}>
            {own('footer.card')}
          </a>
          {!launched && <DisplayButton locale={locale} />}
          {!launched && <SignInLink locale={locale} />}
          <Languages locale={locale} />
          {name && <span>{own('footer.product')}</span>}
          {checked !== 'all' && <span>{t(checked === 'some' ? 'draftSome' : 'draft')}</span>}
          <span>{t('licence')}</span>
        </div>
      </footer>
    </>
  )
}
