import 'server-only'
import { pseudo } from '@/messages/pseudo'
import type { Overlay } from '@/scenarios/engine/format/schema'
import type { LibraryFile } from '@/scenarios/library/load'
import { config } from '../platform/config'
import { PSEUDO_LOCALE } from '../platform/locales'

/** The pseudo-language is a translation like any other, but a function makes it. */
export const asPseudo = (folder: string, overlay: (locale: string, say: (text: string) => string) => Overlay): LibraryFile[] =>
  config().PSEUDO_LOCALE ? [{ path: `${folder}/${PSEUDO_LOCALE}.yaml`, bytes: JSON.stringify(overlay(PSEUDO_LOCALE, pseudo)) }] : []
