import { Choices, Notice, Submit, TextArea, TextField, Tick } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { type OwnedCourse, wasUsed } from '@/server/courses/courses'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { ownedCourse } from '../../owned-course'
import { CourseShell } from '../course-shell'
import { KeptNotice } from '../item-form'
import type { KeptRules, Rule } from './rules-form'

type Props = PageProps<'/[locale]/manage/courses/[course]/rules'>
type Texts = ReturnType<typeof translator<'courseEditor'>>
const NOTES = ['saved', 'archived', 'unarchived', 'notDeleted', 'confirm'] as const

export const generateMetadata = titled('courseEditor', (t) => t('rules.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const { person, course, base } = await ownedCourse(locale, id, '/rules')
  const query = await searchParams
  const t = translator(locale, 'courseEditor')
  const note = NOTES.find((n) => n === query.note)
  const kept = await readFormDraft<KeptRules>(person.id, query.kept)
  return (
    <CourseShell locale={locale} person={person} course={course} tab="rules">
      {note && <Notice tone={note === 'notDeleted' || note === 'confirm' ? 'problem' : 'done'}>{t(`note.${note}`)}</Notice>}
      <Section name="rules" title={t('rules.title')} className="mt-6 max-w-column">
        <p className="mt-1 leading-relaxed text-ink-2">{t('rules.lead')}</p>
        {kept && <KeptNotice t={t} base={base} elsewhere={kept.elsewhere} />}
        <RulesForm t={t} action={`${base}/rules/save`} course={course} kept={kept} />
      </Section>
      <End t={t} course={course} base={base} used={await wasUsed(id)} />
    </CourseShell>
  )
}

function RulesForm({ t, action, course, kept }: { t: Texts; action: string; course: OwnedCourse; kept: KeptRules | null }) {
  const value = (name: Rule) => kept?.values[name] ?? String(course.draft[name] ?? '')
  const field = (name: Rule) => ({
    name,
    defaultValue: value(name),
    ...(kept?.errors.includes(name) && { error: t(`rules.errors.${name}`) }),
  })
  const option = <const V extends string, const K extends string>(value: V, key: K) => ({
    value,
    label: t(`rules.${key}` as 'rules.sharesResults'),
    text: t(`rules.${key}Text` as 'rules.sharesResultsText'),
  })
  return (
    <form method="post" action={action} className="mt-5 grid gap-6">
      <input type="hidden" name="seen" value={course.updatedAt} />
      <TextField {...field('title')} required maxLength={160} label={t('rules.name')} />
      <TextArea {...field('summary')} required maxLength={600} rows={3} label={t('rules.summary')} hint={t('rules.summaryHint')} />
      <Choices
        name="passing"
        value={value('passing')}
        legend={t('rules.passing')}
        options={[option('debrief', 'passingDebrief'), option('mastery', 'passingMastery')]}
      />
      <Choices
        name="shares"
        value={value('shares')}
        legend={t('rules.shares')}
        hint={t('rules.sharesHint')}
        options={[option('completion', 'sharesCompletion'), option('results', 'sharesResults')]}
      />
      <Choices
        name="people"
        value={value('people')}
        legend={t('rules.people')}
        hint={t('rules.peopleHint')}
        options={[option('names', 'peopleNames'), option('codes', 'peopleCodes')]}
      />
      <div id="field-tells_manager">
        <Tick
          name="tells_manager"
          value="overdue"
          label={t('rules.manager')}
          text={t('rules.managerText')}
          checked={value('tells_manager') === 'overdue'}
        />
      </div>
      <TextField {...field('due_days')} type="number" min={1} max={730} step={1} label={t('rules.due')} hint={t('rules.dueHint')} />
      <TextField {...field('renew_months')} type="number" min={1} max={60} step={1} label={t('rules.renew')} hint={t('rules.renewHint')} />
      <TextField {...field('keep_years')} type="number" min={1} max={30} step={1} label={t('rules.keep')} hint={t('rules.keepHint')} />
      <div>
        <Submit>{t('rules.save')}</Submit>
      </div>
    </form>
  )
}

function End({ t, course, base, used }: { t: Texts; course: OwnedCourse; base: string; used: boolean }) {
  const archived = course.archivedAt !== null
  return (
    <Section name="end" title={t('rules.end')} className="mt-10 max-w-column border-t border-line pt-6">
      <p className="mt-1 leading-relaxed text-ink-2">{t('rules.archiveText')}</p>
      <form method="post" action={`${base}/rules/end`} className="mt-3">
        <button type="submit" name="do" value={archived ? 'unarchive' : 'archive'} className="btn btn-quiet">
          {t(archived ? 'rules.unarchive' : 'rules.archive')}
        </button>
      </form>
      <p className="mt-6 leading-relaxed text-ink-2">{t(used ? 'rules.kept' : 'rules.deleteText')}</p>
      {!used && (
        <form method="post" action={`${base}/rules/end`} className="mt-3 grid gap-3">
          <Tick name="confirm" label={t('rules.deleteConfirm', { title: course.draft.title })} />
          <div>
            <button type="submit" name="do" value="delete" className="btn btn-quiet">
              {t('rules.delete')}
            </button>
          </div>
        </form>
      )}
    </Section>
  )
}
