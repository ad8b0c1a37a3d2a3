/** Uses everything the format has, for tests of the engine. It is too short for the rules for authors; for those see `sound-scenario.ts`. */
import type { z } from 'zod'
import type { ResolvedScenario } from '@/scenarios/engine/format/variant'
import { type NamePool, Scenario } from '@/scenarios/engine/format/schema'
import { variantOf } from '@/scenarios/engine/format/variant'

type Input = z.input<typeof Scenario>
type Scene = Input['scenes'][string]

const hello: Scene = {
  when: 'Monday, 08:40',
  place: 'Your desk at the Harbour Board',
  title: 'A request on your network',
  lead: 'The staff meeting starts in ten minutes.',
  rating: true,
  show: [
    {
      id: 'profile',
      kind: 'profile',
      of: 'contact',
      rows: [
        { id: 'hl-role', label: 'Role', text: 'Programme manager, Tarnwick Circle' },
        {
          id: 'hl-works',
          label: 'Works',
          text: 'Abroad',
          cue: 'decoy',
          indicator: 'works-abroad',
          about: 'origin',
          why: 'Many people do.',
        },
      ],
    },
    {
      id: 'thread',
      kind: 'messages',
      channel: 'professional-network',
      with: 'contact',
      messages: [
        {
          id: 'hl-note',
          from: 'contact',
          at: '08:31',
          segments: [
            {
              id: 'hl-praise',
              hostile: {
                text: 'We look for people who sit close to the decisions, {you_are}.',
                cue: 'sign',
                indicator: 'flattery-for-access',
                why: 'The praise is for your chair.',
                cites: ['G-02'],
              },
              genuine: { text: 'We look for people who write as clearly as you do.', cue: 'decoy', why: 'Ordinary praise.' },
            },
            { id: 'hl-add', text: 'May I add you? {contact_given}' },
          ],
        },
        { id: 'hl-mine', from: 'you', at: '08:35', segments: [{ id: 'hl-hello', text: 'Good morning.' }] },
        {
          id: 'hl-late',
          from: 'contact',
          at: '08:39',
          when: { check: 'ask-colleague' },
          segments: [{ id: 'hl-heard', text: 'I hear you asked about me.', cue: 'decoy', why: 'People talk. It means nothing.' }],
        },
      ],
    },
    {
      id: 'desk',
      kind: 'place',
      title: 'Your desk',
      when: { not: { check: 'register' } },
      segments: [{ id: 'hl-card', text: 'A card lies here.' }],
    },
  ],
  checks: [
    {
      id: 'ask-colleague',
      text: 'Ask {colleague_name}',
      via: 'person',
      minutes: 4,
      finding: { hostile: '“Never met {contact_family}.”', genuine: '“{contact_family}? We shared a desk.”' },
      sets: { asked: true },
    },
    {
      id: 'register',
      text: 'Look in the register',
      via: 'register',
      minutes: 5,
      finding: 'No entry.',
      sets: { unlisted: true },
      decides: true,
    },
    { id: 'call-back', text: 'Ring the number', via: 'phone', minutes: 3, finding: 'It rings.', when: { check: 'ask-colleague' } },
    { id: 'picture', text: 'Search for the picture', via: 'search', minutes: 2, finding: 'No other page has it.' },
  ],
  decisions: [
    {
      id: 'hello-act',
      as: 'buttons',
      ask: 'What do you do with the request?',
      options: [
        {
          id: 'accept',
          text: 'Accept. It is one click, and the words were kind',
          sets: { linked: true },
          rubric: { verify: -1, recognise: -1 },
          to: 'request',
          consequence: [
            { id: 'eyebrow', when: { fact: 'asked' }, text: '{colleague_given} raises an eyebrow.' },
            { id: 'connected', when: { not: { fact: 'asked' } }, text: 'You are connected.' },
          ],
        },
        { id: 'sit', text: 'Let it sit', move: 'ignore', to: 'request', rubric: { protect: 1 }, why: 'Nothing is lost.' },
        {
          id: 'origin',
          text: 'Decline. Nobody honest works over there',
          to: 'request',
          consequence: 'You decline.',
          sets: { 'turned-away': true },
          rubric: { fair: -2, verify: -1 },
          why: 'A place is no evidence.',
          cites: ['G-13'],
        },
        {
          id: 'name-it',
          text: 'Decline: no such circle is on the register',
          when: { fact: 'unlisted' },
          to: 'request',
          rubric: { verify: 2, protect: 1 },
          why: 'You looked first.',
          cites: ['G-03'],
        },
      ],
    },
  ],
  report: {
    reply: [
      { id: 'date', text: '“Note the date, {contact_given} may write again.”' },
      { id: 'after', when: { fact: 'acted' }, text: '“Then keep what you sent.”' },
    ],
    worth: 1,
    why: 'Little to tell yet.',
    cites: ['G-11'],
  },
  notes: { ask: 'What could one know by now?', avoid: 'Reading anything into where {contact_name} works.' },
}

const request: Scene = {
  when: 'Tuesday, 09:12',
  place: 'Your desk at the Harbour Board',
  title: 'Three pages by Friday',
  budget: 6,
  show: [
    {
      id: 'thread-on',
      kind: 'messages',
      channel: 'professional-network',
      with: 'contact',
      when: { fact: 'linked' },
      messages: [{ id: 'rq-note', from: 'contact', at: '09:04', segments: [{ id: 'rq-thanks', text: 'Thank you for adding me.' }] }],
    },
    {
      id: 'mail',
      kind: 'email',
      from: 'contact',
      at: '09:06',
      subject: 'A short paper',
      headers: [{ id: 'rq-reply-to', label: 'Reply to', text: 'papers@tarnwick.example' }],
      paragraphs: [
        [
          {
            id: 'rq-fee',
            hostile: {
              text: 'We pay {fee, number, ::currency/EUR} for {pages, plural, one {# page} other {# pages}}.',
              cue: 'sign',
              indicator: 'reward-out-of-line',
              why: 'Nobody pays that for what is public.',
              cites: ['G-02', 'G-05'],
            },
            genuine: {
              text: 'We pay {fee, number, ::currency/EUR} for {pages, plural, one {# page} other {# pages}}, against an invoice.',
            },
          },
        ],
        [
          {
            id: 'rq-style',
            text: 'Forgive my style.',
            cue: 'decoy',
            about: 'origin',
            indicator: 'name-or-language',
            why: 'Style is no conduct.',
          },
        ],
      ],
      attachments: [{ id: 'rq-file', text: 'outline.docx' }],
    },
  ],
  checks: [
    {
      id: 'press',
      text: 'Ask the press office what a paper pays',
      via: 'person',
      minutes: 4,
      finding: '“A few hundred.”',
      sets: { 'knows-fee': true },
    },
    {
      id: 'outline',
      text: 'Read the outline twice',
      via: 'document',
      minutes: 3,
      finding: 'It asks about berths.',
      when: { fact: 'linked' },
    },
  ],
  decisions: [
    {
      id: 'opening',
      as: 'reply',
      ask: 'Opening',
      options: [
        { id: 'warm', text: 'Dear {contact_given}, thank you.', rubric: { fair: 1 } },
        { id: 'cold', text: 'We do not know each other.', rubric: { fair: 0, verify: 1 } },
        { id: 'rude', text: 'People like you should not write here.', rubric: { fair: -2 } },
      ],
    },
    {
      id: 'answer',
      as: 'reply',
      ask: 'Answer',
      weight: 2,
      options: [
        { id: 'public', text: 'I can point you to what is published.', rubric: { protect: 1 } },
        {
          id: 'inside',
          text: 'Here is how the berths will be shared.',
          says: 'the berths will be shared by size',
          consequence: { hostile: 'The answer comes within a minute.', genuine: 'The answer comes next week.' },
          sets: { leaked: true },
          rubric: { hostile: { protect: -2, recognise: -1 }, genuine: { protect: -2 } },
          why: 'That was not public.',
          cites: ['G-07'],
        },
      ],
    },
    {
      id: 'fee-line',
      as: 'reply',
      ask: 'On the fee',
      when: { any: [{ fact: 'knows-fee' }, { check: 'register' }] },
      options: [
        { id: 'too-much', text: 'The fee is far too high for this.', rubric: { recognise: 1 } },
        { id: 'fine', text: 'The fee is fine.', rubric: { recognise: -1 } },
      ],
    },
    {
      id: 'request-act',
      as: 'buttons',
      ask: 'And then?',
      options: [
        { id: 'send', text: 'Send the reply', sends: true, to: 'call', rubric: { verify: 1 } },
        { id: 'leave', text: 'Leave it', move: 'ignore', to: 'call' },
      ],
    },
  ],
  report: {
    text: 'Show it to your security officer',
    reply: '“Send me the mail as it came.”',
    worth: { hostile: 2, genuine: 0 },
    why: { hostile: 'The fee is for you alone to explain.', genuine: 'A fee and an invoice.' },
  },
  notes: { ask: 'What is being bought?' },
}

const call: Scene = {
  when: 'Thursday, 16:30',
  place: 'The corridor',
  title: 'A call',
  lead: [
    { id: 'said', when: { fact: 'leaked' }, said: 'answer', text: 'You had written: {said}.' },
    { id: 'officer', when: { fact: 'reported' }, text: 'Your security officer nods to you in the corridor.' },
    { id: 'since', when: { reportedSince: 'leaked' }, text: 'Your part is known.' },
  ],
  rating: true,
  show: [
    {
      id: 'phone',
      kind: 'transcript',
      with: 'contact',
      at: '16:31',
      lines: [
        {
          id: 'cl-1',
          from: 'contact',
          segments: [
            {
              id: 'cl-quiet',
              hostile: { text: 'Keep it between us.', cue: 'sign', indicator: 'secrecy', why: 'From whom?', cites: ['G-17'] },
              genuine: { text: 'Ask whom you like.', cue: 'plain' },
            },
            { id: 'cl-soon', when: { fact: 'linked' }, text: 'I write too often.', cue: 'ambiguous', why: 'Some people do.' },
          ],
        },
        { id: 'cl-2', from: 'you', segments: [{ id: 'cl-mm', text: 'I see.' }] },
      ],
    },
    { id: 'invitation', kind: 'card', title: 'Spring workshop', rows: [{ id: 'cl-date', label: 'Date', text: '4 April' }] },
    {
      id: 'trip',
      kind: 'itinerary',
      title: 'Two days',
      when: { all: [{ fact: 'linked' }, { not: { fact: 'asked' } }] },
      lines: [
        { id: 'cl-flight', at: '07:10', text: 'Flight', payer: 'The circle' },
        { id: 'cl-talk', at: '10:00', text: 'Your talk' },
      ],
    },
  ],
  decisions: [
    {
      id: 'call-act',
      as: 'buttons',
      ask: 'What do you say?',
      options: [
        {
          id: 'come',
          text: 'Say that you will come',
          to: 'record',
          rubric: { protect: -1 },
          consequence: [{ id: 'glad', from: 'contact', text: 'Wonderful.' }],
        },
        { id: 'hang-up', text: 'End the call', move: 'ignore', to: 'record', rubric: { protect: 1 } },
        {
          id: 'sorry',
          text: 'Say that declining for where somebody works was wrong',
          when: { fact: 'turned-away' },
          to: 'record',
          rubric: { fair: 2 },
        },
        {
          id: 'back',
          text: 'Ring back by the number you know',
          to: 'record',
          rubric: { hostile: { verify: 2, protect: 1 }, genuine: { verify: 1 } },
        },
      ],
    },
  ],
  report: {
    reply: '“Thank you for ringing.”',
    worth: { hostile: 1, genuine: 0 },
    why: 'Somebody asks for quiet.',
  },
  notes: { ask: 'Who gains from quiet?' },
}

const record: Scene = {
  when: 'Friday, 11:00',
  place: 'Your desk at the Harbour Board',
  title: 'A contact report',
  show: [
    {
      id: 'guide',
      kind: 'document',
      title: 'When to write a report',
      head: { name: 'Harbour Board' },
      clauses: [
        {
          id: 'rc-1',
          heading: 'Conduct',
          segments: [
            {
              id: 'rc-what',
              was: 'Say who asked.',
              text: 'Say what was asked.',
              link: { words: 'How', target: 'https://board.example/report' },
            },
          ],
        },
      ],
      signature: { line: 'Your name' },
    },
    { id: 'ping', kind: 'notice', device: 'Your telephone', title: 'Reminder', segments: [{ id: 'rc-due', text: 'Due at noon.' }] },
  ],
  decisions: [
    {
      id: 'what',
      as: 'form',
      ask: 'What happened',
      options: [
        { id: 'conduct', text: 'The fee, the hurry and the quiet', rubric: { recognise: 1, report: 1 } },
        { id: 'person', text: 'A foreigner wrote to me', rubric: { fair: -2 } },
      ],
    },
    {
      id: 'record-act',
      as: 'buttons',
      ask: 'The report',
      options: [
        {
          id: 'file',
          text: 'File it, your own part included',
          on: 'guide',
          signs: true,
          writes: 'My own part included',
          sends: true,
          rubric: { report: 2 },
          cites: ['G-11'],
          sets: { filed: true },
          to: 'end',
          consequence: 'Filed.',
        },
        { id: 'bin', text: 'Bin it', move: 'ignore', to: 'end', rubric: { report: -2 } },
      ],
    },
  ],
  report: { reply: '“I have it.”', worth: { hostile: 1, genuine: 0 }, why: 'A report in person.' },
  notes: { ask: 'What belongs in a report?' },
}

export const exampleInput: Input = {
  id: 'P90',
  title: 'A short paper',
  summary: 'Somebody asks for three pages.',
  you: 'You are a planner at the Harbour Board.',
  role: 'You are a policy officer',
  situation: 'message',
  evidence: ['G-02'],
  review: { state: 'draft' },
  minutes: 5,
  cast: {
    contact: { draw: 'name', title: 'Programme manager', organisation: 'Tarnwick Circle' },
    colleague: { draw: 'name', title: 'Desk officer' },
  },
  values: { fee: { hostile: 900, genuine: 300 }, pages: 3, you_are: 'as you do' },
  budget: { minutes: 10 },
  start: 'hello',
  scenes: { hello, request, call, record },
  harm: { hostile: [{ fact: 'leaked', mended: 'filed' }, 'turned-away'], genuine: ['turned-away'] },
  matters: 'request',
  business: 'filed',
  endings: {
    hostile: {
      held: { title: 'Known in time', text: 'The board could warn others. {contact_name} wrote to two more.' },
      repaired: { title: 'Known', text: 'The report linked three cases.' },
      missed: {
        title: 'Quiet',
        text: [
          { id: 'spring', text: 'Nobody knew until spring.' },
          { id: 'nothing', when: { not: { fact: 'leaked' } }, text: 'From you it got nothing.', claims: { not: { fact: 'leaked' } } },
        ],
      },
      lost: { title: 'Gone', text: 'Nobody knew, and the paper was out.' },
    },
    genuine: {
      held: { title: 'Printed', text: 'It was genuine. {contact_name} printed three pages.' },
      repaired: { title: 'Printed late', text: 'It was genuine. {contact_name} printed three pages in the end.' },
      missed: { title: 'Not printed', text: 'It was genuine. {contact_name} printed nothing.' },
    },
  },
  verdict: {
    hostile: { text: '{contact_name} was sent.', cites: ['G-02', 'INV'] },
    genuine: { text: '{contact_name} meant it.', cites: ['G-20'] },
  },
  keep: { signs: ['secrecy'], rule: 'Ask who pays.' },
  notes: { before: 'Say that one may be wrong here.', after: 'Ask what you would tell a colleague.' },
}

export const exampleScenario: Scenario = Scenario.parse(exampleInput)
export const exampleResolved: ResolvedScenario = variantOf(exampleScenario, 'hostile')

export const examplePool: NamePool = {
  de: [
    { given: 'Jonas', family: 'Albrecht', pronoun: 'he' },
    { given: 'Katrin', family: 'Vogel', pronoun: 'she' },
    { given: 'Moritz', family: 'Lindner', pronoun: 'he' },
    { given: 'Heike', family: 'Sommer', pronoun: 'she' },
  ],
  en: [
    { given: 'Ruth', family: 'Hartley', pronoun: 'she' },
    { given: 'Owen', family: 'Pritchard', pronoun: 'he' },
    { given: 'Alison', family: 'Barker', pronoun: 'she' },
    { given: 'Martin', family: 'Shaw', pronoun: 'he' },
  ],
  lt: [
    { given: 'Rasa', family: 'Žukienė', pronoun: 'she' },
    { given: 'Tomas', family: 'Petrulis', pronoun: 'he' },
    { given: 'Jurga', family: 'Lapinskaitė', pronoun: 'she' },
    { given: 'Ina', family: 'Noreika', pronoun: 'she' },
  ],
}
