import { messagesOf } from '@/server/platform/locales'

/** What a slide says, on the projector and printed. */
export function projectorTexts(locale: string) {
  const {
    ui,
    channels,
    play,
    debrief,
    help,
    organisation,
    liveProjector,
    liveOutcome,
    liveQuestions,
    liveReporting,
    liveFollowed,
    liveFlags,
    liveCurve,
  } = messagesOf(locale)
  const { card } = organisation
  return {
    ui,
    channels,
    play,
    debrief,
    help,
    organisation: { card },
    liveProjector,
    liveOutcome,
    liveQuestions,
    liveReporting,
    liveFollowed,
    liveFlags,
    liveCurve,
  }
}
