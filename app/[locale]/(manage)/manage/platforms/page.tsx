import { Table } from '@/components/manage/table'
import { Notice, Submit, TextArea, TextField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { ownedBy } from '@/server/courses/owners'
import { toolAddresses } from '@/server/lti/addresses'
import { deploymentsOf } from '@/server/lti/deployments'
import { type Platform, isComplete, listPlatforms } from '@/server/lti/platforms'
import { scoreCounts } from '@/server/lti/scores'
import { has, permitted } from '@/server/nextjs/current-person'
import { readFlash } from '@/server/nextjs/flash'
import { SECTIONS } from '@/server/nextjs/sections'
import { ownOrigin } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../manage-shell'

type Props = PageProps<'/[locale]/manage/platforms'>

export const generateMetadata = titled('manage', (t) => t('platforms.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, wrong } = await searchParams
  const here = `/${locale}/manage/platforms`
  const person = await permitted(locale, here, ...SECTIONS.platforms)
  const t = translator(locale, 'lti')
  const isAdministrator = has(person, 'administrator')
  const [platforms, own] = [await listPlatforms(), await ownedBy(person)]
  return (
    <ManageShell locale={locale} person={person} section="platforms">
      <PageTitle lead={t('manage.lead')}>{translator(locale, 'manage')('platforms.title')}</PageTitle>
      {note === 'removed' && <Notice tone="done">{t('manage.note.removed')}</Notice>}
      {note === 'check' && <Notice tone="problem">{t('manage.note.check')}</Notice>}
      {platforms.length === 0 ? (
        <p className="mt-6 leading-relaxed">{t('manage.none')}</p>
      ) : (
        <Table
          label={translator(locale, 'manage')('platforms.title')}
          columns={[t('manage.platform'), t('manage.reports'), t('manage.scores')]}
        >
          {platforms.map((platform) => (
            <Line key={platform.id} locale={locale} platform={platform} own={own} />
          ))}
        </Table>
      )}
      {!toolAddresses() && <AddressMissing locale={locale} isAdministrator={isAdministrator} />}
      {toolAddresses() && isAdministrator && <Adding locale={locale} wrong={typeof wrong === 'string' ? wrong.split(' ') : []} />}
      {toolAddresses() && !isAdministrator && <p className="mt-6 max-w-prose leading-relaxed">{t('manage.owners')}</p>}
    </ManageShell>
  )
}

async function AddressMissing({ locale, isAdministrator }: { locale: string; isAdministrator: boolean }) {
  const t = translator(locale, 'lti')
  const here = await ownOrigin()
  return (
    <>
      <Notice tone="info">{t('manage.needsUrl')}</Notice>
      <p className="card mt-5 select-all p-4 font-mono text-note wrap-anywhere">{`PUBLIC_URL=${here.startsWith('https:') ? here : 'https://training.example'}`}</p>
      {isAdministrator && (
        <p className="mt-4">
          <a className="link" href={`/${locale}/manage/first-steps/address`}>
            {t('manage.needsUrlMore')}
          </a>
        </p>
      )}
    </>
  )
}

async function Line({ locale, platform, own }: { locale: string; platform: Platform; own: ReadonlySet<string> | null }) {
  const t = translator(locale, 'lti')
  const [{ sent, waiting, failed }, deployments] = await Promise.all([scoreCounts(platform.id, own), deploymentsOf(platform.id)])
  const unanswered = deployments.filter(({ accepted }) => !accepted).length
  return (
    <tr className="align-top">
      <th scope="row" className="wrap-anywhere">
        <a className="link" href={`/${locale}/manage/platforms/${platform.id}`}>
          {platform.name}
        </a>
        {!isComplete(platform) && <span className="block text-small font-normal text-ink-2">{t('manage.waits')}</span>}
        {unanswered > 0 && (
          <span className="block text-small font-normal text-signal">{t('manage.deploymentWaits', { n: unanswered })}</span>
        )}
      </th>
      <td>{t(`manage.${platform.reports}Label`)}</td>
      <td>
        {t('manage.sent', { n: sent })}
        {waiting !== null && <span className="block text-small text-ink-2">{t('manage.waiting', { n: waiting })}</span>}
        {failed.length > 0 && <span className="block text-small text-signal">{t('manage.failed')}</span>}
      </td>
    </tr>
  )
}

async function Adding({ locale, wrong }: { locale: string; wrong: string[] }) {
  const t = translator(locale, 'lti')
  const typed = wrong.length > 0 ? await readFlash('await') : {}
  return (
    <Section name="add" title={t('manage.addTitle')} className="mt-10 max-w-xl">
      <p className="mt-1 leading-relaxed text-ink-2">{t('manage.addText')}</p>
      <form method="post" action={`/${locale}/manage/platforms/create`} className="mt-4 grid gap-5">
        <TextField
          name="name"
          label={t('manage.name')}
          hint={t('manage.nameHint')}
          required
          maxLength={80}
          autoComplete="off"
          defaultValue={typed.name}
          error={wrong.includes('name') ? t('manage.problem.name') : undefined}
        />
        <TextArea
          name="address"
          rows={2}
          required
          label={t('manage.address')}
          hint={t('manage.addressHint')}
          defaultValue={typed.address}
          error={wrong.includes('address') ? t('manage.problem.url') : undefined}
        />
        <Submit look="btn-primary justify-self-start">{t('manage.add')}</Submit>
      </form>
    </Section>
  )
}
