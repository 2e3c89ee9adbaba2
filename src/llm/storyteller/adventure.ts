import type { Noun, Verb } from './intent.ts';

/** Something the player has, or something that has happened. */
export type Fact =
  | Item
  | 'heardTask'
  | 'ateSoup'
  | 'fishGiven'
  | 'coinSpent'
  | 'wolfGone'
  | 'wolfFreed'
  | 'foxDoorOpen'
  | 'gapCrossed'
  | 'queenAsked'
  | 'guardPassed'
  | 'ateBread'
  | 'letterRead'
  | 'cliffClimbed';

/** What the player can carry. */
export type Item = (typeof ITEMS)[number];
export const ITEMS = ['lantern', 'fish', 'coin', 'rope', 'key', 'ember'] as const;

export type SceneId =
  | 'inn'
  | 'crossroads'
  | 'forest'
  | 'waterfall'
  | 'passage'
  | 'hall'
  | 'market'
  | 'pier'
  | 'deck'
  | 'hold'
  | 'cliff'
  | 'lighthouse'
  | 'lamp'
  | 'dawn';

/** A throw of the d20 that decides: with the bonuses it must come to the difficulty. */
export interface Check {
  readonly difficulty: number;
  /** What helps, if it is so. */
  readonly bonus?: readonly [fact: Fact, points: number];
  /** Hit points that a failure costs. @default 0 */
  readonly harm?: number;
}

/** Something that can be done in a scene. */
export interface Action {
  readonly verbs: readonly Verb[];
  /** What it is done to; the verb alone is enough where nothing is named. */
  readonly nouns?: readonly Noun[];
  /** All of these must be, and none of those. */
  readonly needs?: readonly Fact[];
  readonly unless?: readonly Fact[];
  readonly check?: Check;
  readonly gains?: readonly Fact[];
  readonly loses?: readonly Fact[];
  readonly heals?: number;
  readonly to?: SceneId;
  /** Ends the game, and begins it anew. */
  readonly restarts?: boolean;
  /** It leads nowhere, so that it is not offered. */
  readonly isHidden?: boolean;
}

export interface Scene {
  /** By name, in the order in which they are thought of and offered. */
  readonly actions: Readonly<Record<string, Action>>;
}

/** Hit points at the beginning, which are the most, and after a defeat. */
export const FULL_HIT_POINTS = 12;
export const HIT_POINTS_AFTER_DEFEAT = 6;

export const FIRST_SCENE: SceneId = 'inn';
/** Where the player is carried to after a defeat. */
export const REFUGE: SceneId = 'inn';

/**
 * The lighthouse has gone dark, and three boats come home tonight. Its key is with a stone queen
 * behind the waterfall, its ember on a ship with black sails. What is told of it is in `texts/`.
 */
export const ADVENTURE = {
  inn: {
    actions: {
      talk: {
        verbs: ['talk', 'yes', 'wait', 'help'],
        nouns: ['woman', 'lighthouse', 'people'],
        unless: ['heardTask'],
        gains: ['heardTask', 'lantern'],
      },
      soup: {
        verbs: ['eat', 'take', 'use', 'yes'],
        nouns: ['soup', 'food'],
        unless: ['ateSoup'],
        gains: ['ateSoup'],
        heals: 4,
      },
      fish: {
        verbs: ['take', 'eat', 'use', 'look'],
        nouns: ['fish'],
        unless: ['fish', 'fishGiven'],
        gains: ['fish'],
      },
      leave: {
        verbs: ['go', 'open', 'flee'],
        nouns: ['out', 'door', 'north', 'road', 'crossroads', 'back'],
        to: 'crossroads',
      },
      advice: { verbs: ['talk'], nouns: ['woman', 'people'], needs: ['heardTask'], isHidden: true },
    },
  },
  crossroads: {
    actions: {
      coin: {
        verbs: ['take', 'look', 'use'],
        nouns: ['coin', 'puddle'],
        unless: ['coin', 'coinSpent'],
        gains: ['coin'],
      },
      forest: { verbs: ['go'], nouns: ['west', 'forest', 'waterfall'], to: 'forest' },
      market: { verbs: ['go'], nouns: ['east', 'market', 'harbor', 'ship', 'sea'], to: 'market' },
      cliff: { verbs: ['go'], nouns: ['north', 'cliff', 'lighthouse', 'up'], to: 'cliff' },
      inn: { verbs: ['go', 'flee'], nouns: ['south', 'inn', 'back'], to: 'inn' },
      sign: { verbs: ['read', 'look'], nouns: ['sign'], isHidden: true },
    },
  },
  forest: {
    actions: {
      free: {
        verbs: ['free', 'help', 'open', 'talk', 'use', 'take', 'give', 'yes'],
        nouns: ['wolf', 'snare'],
        unless: ['wolfGone'],
        check: { difficulty: 9, bonus: ['lantern', 3], harm: 2 },
        gains: ['wolfGone', 'wolfFreed'],
      },
      attack: {
        verbs: ['attack'],
        nouns: ['wolf'],
        unless: ['wolfGone'],
        check: { difficulty: 12, harm: 3 },
        gains: ['wolfGone'],
      },
      onward: {
        verbs: ['go', 'sneak'],
        nouns: ['north', 'waterfall', 'river', 'road', 'in'],
        to: 'waterfall',
      },
      back: {
        verbs: ['go', 'flee'],
        nouns: ['east', 'crossroads', 'back', 'out'],
        to: 'crossroads',
      },
    },
  },
  waterfall: {
    actions: {
      fish: {
        verbs: ['give', 'use', 'yes'],
        nouns: ['fish', 'fox'],
        needs: ['fish'],
        unless: ['foxDoorOpen'],
        loses: ['fish'],
        gains: ['foxDoorOpen', 'fishGiven'],
      },
      talk: {
        verbs: ['talk', 'no'],
        nouns: ['fox', 'door'],
        unless: ['foxDoorOpen'],
        check: { difficulty: 12 },
        gains: ['foxDoorOpen'],
      },
      force: {
        verbs: ['attack', 'open', 'jump'],
        nouns: ['door', 'fox'],
        unless: ['foxDoorOpen'],
        check: { difficulty: 15, harm: 3 },
        gains: ['foxDoorOpen'],
      },
      enter: {
        verbs: ['go', 'open', 'jump'],
        nouns: ['in', 'down', 'door', 'stairs', 'north'],
        needs: ['foxDoorOpen'],
        to: 'passage',
      },
      back: { verbs: ['go', 'flee'], nouns: ['south', 'forest', 'back', 'out'], to: 'forest' },
      closed: {
        verbs: ['go', 'look'],
        nouns: ['in', 'down', 'door', 'stairs', 'north'],
        unless: ['foxDoorOpen'],
        isHidden: true,
      },
    },
  },
  passage: {
    actions: {
      rope: {
        verbs: ['use', 'take', 'yes'],
        nouns: ['rope', 'gap'],
        needs: ['rope'],
        unless: ['gapCrossed'],
        gains: ['gapCrossed'],
        loses: ['rope'],
        to: 'hall',
      },
      jump: {
        verbs: ['jump', 'go', 'yes'],
        nouns: ['gap', 'across', 'north', 'hall', 'down', 'in'],
        unless: ['gapCrossed'],
        check: { difficulty: 11, bonus: ['wolfFreed', 3], harm: 3 },
        gains: ['gapCrossed'],
        to: 'hall',
      },
      cross: {
        verbs: ['go', 'jump', 'use'],
        nouns: ['gap', 'across', 'north', 'hall', 'down', 'in', 'rope'],
        needs: ['gapCrossed'],
        to: 'hall',
      },
      back: {
        verbs: ['go', 'flee'],
        nouns: ['up', 'south', 'back', 'waterfall', 'out', 'stairs'],
        to: 'waterfall',
      },
    },
  },
  hall: {
    actions: {
      ask: {
        verbs: ['talk', 'give', 'help'],
        nouns: ['queen', 'key', 'coin'],
        unless: ['key', 'queenAsked'],
        gains: ['queenAsked'],
      },
      promise: {
        verbs: ['yes', 'talk', 'take', 'give', 'help'],
        nouns: ['queen', 'key', 'lighthouse', 'boats', 'ember'],
        needs: ['queenAsked'],
        unless: ['key'],
        gains: ['key'],
      },
      steal: {
        verbs: ['take', 'sneak', 'use', 'attack'],
        nouns: ['key', 'queen'],
        unless: ['key', 'queenAsked'],
        check: { difficulty: 14, harm: 4 },
        gains: ['key'],
      },
      back: {
        verbs: ['go', 'flee'],
        nouns: ['up', 'south', 'back', 'passage', 'out', 'across', 'gap'],
        to: 'passage',
      },
    },
  },
  market: {
    actions: {
      rope: {
        verbs: ['take', 'give', 'use', 'yes'],
        nouns: ['rope', 'coin', 'boy'],
        needs: ['coin'],
        unless: ['rope'],
        gains: ['rope', 'coinSpent'],
        loses: ['coin'],
      },
      boy: { verbs: ['talk', 'look'], nouns: ['boy', 'people'] },
      persuade: {
        verbs: ['talk'],
        nouns: ['guard'],
        unless: ['guardPassed'],
        check: { difficulty: 11, bonus: ['heardTask', 2] },
        gains: ['guardPassed'],
        to: 'pier',
      },
      sneak: {
        verbs: ['sneak', 'jump', 'yes'],
        nouns: ['guard', 'pier', 'east', 'ship'],
        unless: ['guardPassed'],
        check: { difficulty: 12, harm: 2 },
        gains: ['guardPassed'],
        to: 'pier',
      },
      pier: {
        verbs: ['go'],
        nouns: ['east', 'pier', 'ship', 'harbor', 'sea'],
        needs: ['guardPassed'],
        to: 'pier',
      },
      back: {
        verbs: ['go', 'flee'],
        nouns: ['west', 'crossroads', 'back', 'out', 'road'],
        to: 'crossroads',
      },
      halt: {
        verbs: ['go', 'attack'],
        nouns: ['east', 'pier', 'ship', 'harbor', 'sea', 'guard'],
        unless: ['guardPassed'],
        isHidden: true,
      },
      price: { verbs: ['take', 'use'], nouns: ['rope'], unless: ['coin', 'rope'], isHidden: true },
    },
  },
  pier: {
    actions: {
      board: {
        verbs: ['go', 'jump', 'sneak', 'yes'],
        nouns: ['ship', 'in', 'up', 'east', 'across', 'plank'],
        to: 'deck',
      },
      back: { verbs: ['go', 'flee'], nouns: ['west', 'market', 'back', 'out'], to: 'market' },
      hull: { verbs: ['look', 'read', 'talk'], nouns: ['ship', 'sea', 'letter'], isHidden: true },
    },
  },
  deck: {
    actions: {
      letter: {
        verbs: ['read', 'open', 'take', 'look', 'yes'],
        nouns: ['letter'],
        unless: ['letterRead'],
        gains: ['letterRead'],
      },
      bread: {
        verbs: ['eat', 'take'],
        nouns: ['bread', 'food'],
        unless: ['ateBread'],
        gains: ['ateBread'],
        heals: 4,
      },
      down: {
        verbs: ['go', 'open', 'jump', 'sneak'],
        nouns: ['down', 'hold', 'door', 'stairs', 'in'],
        to: 'hold',
      },
      back: { verbs: ['go', 'flee'], nouns: ['west', 'pier', 'back', 'out'], to: 'pier' },
      reread: { verbs: ['read', 'take'], nouns: ['letter'], needs: ['letterRead'], isHidden: true },
    },
  },
  hold: {
    actions: {
      name: {
        verbs: ['talk', 'read', 'give', 'use', 'free', 'help', 'yes'],
        nouns: ['captain', 'letter', 'ember'],
        needs: ['letterRead'],
        unless: ['ember'],
        check: { difficulty: 7, harm: 1 },
        gains: ['ember'],
      },
      talk: {
        verbs: ['talk', 'give', 'help'],
        nouns: ['captain', 'ember'],
        unless: ['ember', 'letterRead'],
        check: { difficulty: 14, harm: 2 },
        gains: ['ember'],
      },
      grab: {
        verbs: ['take', 'sneak', 'use'],
        nouns: ['ember'],
        unless: ['ember'],
        check: { difficulty: 13, harm: 3 },
        gains: ['ember'],
      },
      attack: {
        verbs: ['attack'],
        nouns: ['captain'],
        unless: ['ember'],
        check: { difficulty: 15, bonus: ['wolfFreed', 4], harm: 4 },
        gains: ['ember'],
      },
      back: {
        verbs: ['go', 'flee'],
        nouns: ['up', 'deck', 'back', 'out', 'stairs'],
        to: 'deck',
      },
    },
  },
  cliff: {
    actions: {
      climb: {
        verbs: ['go', 'jump', 'yes'],
        nouns: ['up', 'north', 'lighthouse', 'road', 'cliff', 'in'],
        unless: ['cliffClimbed'],
        check: { difficulty: 10, bonus: ['lantern', 3], harm: 3 },
        gains: ['cliffClimbed'],
        to: 'lighthouse',
      },
      onward: {
        verbs: ['go', 'jump'],
        nouns: ['up', 'north', 'lighthouse', 'road', 'cliff', 'in'],
        needs: ['cliffClimbed'],
        to: 'lighthouse',
      },
      back: {
        verbs: ['go', 'flee'],
        nouns: ['south', 'down', 'crossroads', 'back', 'out'],
        to: 'crossroads',
      },
      boats: { verbs: ['look', 'talk'], nouns: ['boats', 'sea'], isHidden: true },
    },
  },
  lighthouse: {
    actions: {
      open: {
        verbs: ['open', 'use', 'go', 'yes'],
        nouns: ['door', 'key', 'in', 'up', 'stairs', 'lighthouse', 'lock', 'north'],
        needs: ['key'],
        to: 'lamp',
      },
      back: {
        verbs: ['go', 'flee'],
        nouns: ['south', 'down', 'cliff', 'back', 'out', 'crossroads'],
        to: 'cliff',
      },
      locked: {
        verbs: ['open', 'go', 'attack', 'use', 'look', 'talk', 'jump', 'yes'],
        nouns: ['door', 'key', 'in', 'up', 'stairs', 'lighthouse', 'lock', 'north'],
        unless: ['key'],
        isHidden: true,
      },
    },
  },
  lamp: {
    actions: {
      light: {
        verbs: ['use', 'give', 'open', 'talk', 'yes', 'take'],
        nouns: ['ember', 'lamp', 'lighthouse', 'lantern'],
        needs: ['ember'],
        loses: ['ember'],
        to: 'dawn',
      },
      back: {
        verbs: ['go', 'flee'],
        nouns: ['down', 'stairs', 'back', 'out', 'south'],
        to: 'lighthouse',
      },
      boats: { verbs: ['look', 'talk'], nouns: ['boats', 'sea', 'window'], isHidden: true },
      cold: {
        verbs: ['use', 'open', 'take', 'give', 'look'],
        nouns: ['lamp', 'lantern', 'ember'],
        unless: ['ember'],
        isHidden: true,
      },
    },
  },
  dawn: {
    actions: {
      talk: { verbs: ['talk'], nouns: ['woman', 'people', 'boy', 'captain'] },
      soup: { verbs: ['eat', 'take'], nouns: ['soup', 'food', 'bread', 'fish'], heals: 12 },
      again: {
        verbs: ['yes', 'go'],
        nouns: ['back', 'out', 'inn', 'south', 'north', 'west', 'east'],
        restarts: true,
      },
    },
  },
} as const satisfies Record<SceneId, Scene>;
