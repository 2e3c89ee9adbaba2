/** A message with everything that Markdown has, as a language model writes it. */
export const SAMPLE_MESSAGE = `<think>The player wants to go through the gate.
It is locked.</think>

# The gate of Orvanel

You stand before a gate of *black iron*, taller than **three men**. Rain runs down your neck;
somewhere behind the wall a bell strikes &mdash; once, twice &mdash; and falls silent. The guard
looks at you\\*, yawns, and holds out a hand: "Papers \`now\`, or silver."

## What you can do

1. Show the **forged letter** (difficulty 14)
2. Bribe him with 3 silver
   - he wants more if it rains
   - he knows your [brother](https://example.com/brother)
3. Wait for the night

> "Nobody goes in after the second bell," he says.
>
> > "Nobody who wants to come out again," says the other.

- [x] Find the gate
- [ ] Get through it

| Item | Weight | What it is good for in a city where it never stops raining |
|:-----|-------:|:----:|
| Rope | 2.5 kg | climbing the wall behind the tannery |
| Lamp | 0.8 kg | light that no wind puts out |

\`\`\`python
def roll(sides: int, modifier: int = 0) -> int:
    return random.randint(1, sides) + modifier  # one long line that has to be scrolled to be read
\`\`\`

A ~~silver~~ copper coin[^coin] and a ![map of the city](https://example.com/map.png) lie there.

---

### لغة أخرى

هذا نص من اليمين إلى اليسار، مع كلمة English في الوسط.

[^coin]: Struck under the *old* king.
`;
