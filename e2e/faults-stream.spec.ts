/** A stream that fails, breaks off or looks like nothing ever promised: said so, nothing lost, usable again. */
import { test } from './faults/judge.ts'
import { cuts, errorsInStream, oddStreams, splitErrors } from './faults/streamCases.ts'

// A trace takes a picture of the page at every step: most of the time of a suite this long.
test.use({ trace: 'off' })
test.setTimeout(120_000)

test('errors in the midst of a stream: G02-G04 and others of their kind', ({ judge }) =>
  judge.checkAll(errorsInStream))

test('the same errors split anywhere', ({ judge }) => judge.checkAll(splitErrors))

test('cut streams: G01, G05 and others of their kind', ({ judge }) => judge.checkAll(cuts))

test('odd streams: G06, G11-G13 and others of their kind', ({ judge }) => judge.checkAll(oddStreams))
