import { Button } from '@nl-design-system-candidate/button-react';
import { Heading } from '@nl-design-system-candidate/heading-react';
import { Paragraph } from '@nl-design-system-candidate/paragraph-react';
import { Component, Suspense, useEffect, type ReactNode } from 'react';
import { appTexts } from './app-texts';
import { PageNotLoaded } from './lazy-page';
import { useTexts } from './shared/language';

type Failure = 'broken' | 'notLoaded';

interface State {
  failure: Failure | undefined;
}

/** Says it when what is inside can't be shown; what is around it goes on. */
export class PageBoundary extends Component<{ children: ReactNode }, State> {
  override readonly state: State = { failure: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { failure: error instanceof PageNotLoaded ? 'notLoaded' : 'broken' };
  }

  override render(): ReactNode {
    return this.state.failure === undefined ? (
      <Suspense fallback={null}>{this.props.children}</Suspense>
    ) : (
      <PageFailure
        failure={this.state.failure}
        onRetry={() => {
          this.setState({ failure: undefined });
          // The button goes; the keyboard does not get lost.
          document.getElementById('content')?.focus();
        }}
      />
    );
  }
}

function PageFailure({ failure, onRetry }: { failure: Failure; onRetry: () => void }): ReactNode {
  const texts = useTexts(appTexts);
  const { heading, explained, action } = texts[failure];
  useEffect(() => {
    document.title = heading;
  }, [heading]);
  return (
    <section className="card" role="alert">
      <Heading level={1}>{heading}</Heading>
      <Paragraph>{explained}</Paragraph>
      <Button
        type="button"
        purpose="primary"
        onClick={() => {
          if (failure === 'notLoaded') {
            // The new first page knows the new scripts; a call comes back from the server.
            location.reload();
          } else {
            onRetry();
          }
        }}
      >
        {action}
      </Button>
    </section>
  );
}
