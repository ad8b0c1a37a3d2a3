import 'server-only'
import type { Metadata } from 'next'
import { type Messages, translator } from '../platform/locales'

/** `generateMetadata` of a page whose title is a single text. */
export const titled =
  <N extends keyof Messages>(namespace: N, title: (t: ReturnType<typeof translator<N>>) => string) =>
  async ({ params }: { params: Promise<{ locale: string }> }): Promise<Metadata> => ({
    title: title(translator((await params).locale, namespace)),
  })
