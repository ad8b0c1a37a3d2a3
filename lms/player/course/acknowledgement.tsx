import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ContactCards, ContactQuestion, type ContactView, WhichContact } from '@/components/course/whom'
import { Notice } from '@/components/ui/field'
import { contactQuiz, isRight } from '@/scenarios/engine/course/contact-quiz'
import { askedOf } from '../../course/contacts'
import type { CourseItem } from '../../course/content'
import { arrive } from '../use-arrival'
import { type PartProps, nextPlace } from './place'
import { Body, Onward } from './reading-part'

type Props = PartProps<CourseItem & { kind: 'acknowledgement' }>

/** "I know whom to tell": shows the organisation's contacts, then asks about each. If there are none, reading the text is enough. */
export function Acknowledgement(props: Props) {
  const { content, session, item } = props
  const [t, own, help] = [useTranslations('courses'), useTranslations('package'), useTranslations('help')]
  const list = askedOf(content, help('officer'))
  if (list.length === 0)
    return (
      <>
        <Body content={content} body={item.body} />
        <p className="card mt-5 p-5 leading-relaxed">{own('course.nobody')}</p>
        <Onward {...props} label={own('course.confirm')} />
      </>
    )
  if (session.isRead(item))
    return (
      <>
        <Notice tone="done">{t('whom.known')}</Notice>
        <ContactCards t={t} phone={help('phone')} email={help('email')} list={list} />
        <Onward {...props} label="" />
      </>
    )
  return <Asked {...props} list={list} />
}

/** `at` is the contact's index. It is first shown, then asked for. */
interface Step {
  at: number
  isAsked: boolean
  note: 'wrong' | 'incomplete' | null
}

function Asked({ list, ...props }: Props & { list: ContactView[] }) {
  const { content, item, go } = props
  const [t, help] = [useTranslations('courses'), useTranslations('help')]
  const [step, become] = useState<Step>({ at: 0, isAsked: false, note: null })
  const { at, isAsked, note } = step
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current !== step) arrive()
    shown.current = step
  }, [step])
  if (isAsked) return <Question {...props} list={list} at={at} note={note} become={become} />
  function ask(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault()
    become({ at: Number(new FormData(event.currentTarget).get('contact') ?? 0), isAsked: true, note: null })
  }
  return (
    <>
      {note && <Notice tone="problem">{t(`whom.${note}`)}</Notice>}
      <Body content={content} body={item.body} />
      <ContactCards t={t} phone={help('phone')} email={help('email')} list={list} />
      <form onSubmit={ask} className="mt-6">
        {list.length > 1 && <WhichContact t={t} list={list} chosen={at} />}
        <p className="flex flex-wrap gap-3">
          <button type="submit" className="btn btn-primary">
            {t('whom.ready')}
          </button>
          <button type="button" className="btn btn-ghost" onClick={() => go({ at: 'list' })}>
            {t('item.back')}
          </button>
        </p>
      </form>
    </>
  )
}

interface QuestionProps extends Props, Pick<Step, 'at' | 'note'> {
  list: ContactView[]
  become(step: Step): void
}
function Question({ list, at, note, become, ...props }: QuestionProps) {
  const { session, item, go } = props
  const t = useTranslations('courses')
  const contact = list[at]!
  const others = [t('whom.others.help'), t('whom.others.colleague'), t('whom.others.contact')]
  const quiz = contactQuiz(contact, others, `${session.seed} ${item.id}`)
  function answer(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const [name, number] = [String(data.get('name') ?? ''), String(data.get('number') ?? '')]
    if (!name || (quiz.kind && !number)) return become({ at, isAsked: true, note: 'incomplete' })
    if (!isRight(quiz, contact, { name, number })) return become({ at, isAsked: false, note: 'wrong' })
    session.read(item)
    go(nextPlace(props))
  }
  return (
    <form onSubmit={answer} noValidate className="mt-6 space-y-7">
      {note && <Notice tone="problem">{t(`whom.${note}`)}</Notice>}
      <ContactQuestion t={t} quiz={quiz} place={list.length > 1 ? contact.place : ''} />
      <p className="flex flex-wrap gap-3">
        <button type="submit" className="btn btn-primary">
          {t('whom.check')}
        </button>
        <button type="button" className="btn btn-ghost" onClick={() => become({ at, isAsked: false, note: null })}>
          {t('whom.lookAgain')}
        </button>
      </p>
    </form>
  )
}
