use super::*;

fn client(name: &str) -> ClientId {
    ClientId(name.to_owned())
}

#[tokio::test]
async fn beyond_the_bound_nobody_enters() {
    let queue = Queue::new(1, 1);
    let first = queue.enter(&client("a")).unwrap();
    let _second = queue.enter(&client("a")).unwrap();
    assert!(queue.enter(&client("b")).is_err());
    drop(first);
    assert!(queue.enter(&client("b")).is_ok());
}

#[tokio::test]
async fn one_client_does_not_take_every_place() {
    let queue = Queue::new(2, 8);
    let places: Vec<_> = (0..8).map(|_| queue.enter(&client("a")).unwrap()).collect();
    assert!(queue.enter(&client("a")).is_err());
    let _others = [
        queue.enter(&client("b")).unwrap(),
        queue.enter(&client("c")).unwrap(),
    ];
    assert!(queue.enter(&client("d")).is_err());
    drop(places);
    assert!(queue.enter(&client("a")).is_ok());
}

/// Whoever waits in this order while one runs is served in that order.
async fn order(waiting: &str) -> String {
    let queue = Queue::new(1, 100);
    let ticket = queue.enter(&client("first")).unwrap();
    let permit = ticket
        .turn(|_| panic!("the first need not wait"))
        .await
        .unwrap();
    let (served, mut order) = tokio::sync::mpsc::unbounded_channel();
    for name in waiting.chars() {
        let (queue, served) = (queue.clone(), served.clone());
        tokio::spawn(async move {
            let ticket = queue.enter(&ClientId(name.into())).unwrap();
            let _permit = ticket.turn(|_| ()).await.unwrap();
            served.send(name).unwrap();
        });
        tokio::task::yield_now().await;
    }
    drop((permit, served));
    let mut all = String::new();
    while let Some(name) = order.recv().await {
        all.push(name);
    }
    all
}

#[tokio::test]
async fn those_who_wait_once_are_served_in_their_order() {
    assert_eq!(order("abcde").await, "abcde");
}

#[tokio::test]
async fn clients_who_wait_take_turns() {
    assert_eq!(order("aaaabb").await, "ababaa");
    assert_eq!(order("aaabc").await, "abcaa");
}

#[tokio::test]
async fn who_asks_again_and_again_does_not_keep_another_from_his_turn() {
    let queue = Queue::new(1, 100);
    let ticket = queue.enter(&client("eager")).unwrap();
    let mut permit = ticket.turn(|_| ()).await.unwrap();
    let (served, mut order) = tokio::sync::mpsc::unbounded_channel();
    for number in 0..3 {
        let (queue, served) = (queue.clone(), served.clone());
        tokio::spawn(async move {
            let ticket = queue.enter(&client("patient")).unwrap();
            let _permit = ticket.turn(|_| ()).await.unwrap();
            served.send(number).unwrap();
        });
        tokio::task::yield_now().await;
    }
    for _ in 0..4 {
        let again = queue.enter(&client("eager")).unwrap();
        let turn = again.turn(|_| ());
        drop(permit);
        permit = turn.await.unwrap();
    }
    for number in 0..3 {
        assert_eq!(order.try_recv(), Ok(number));
    }
}

#[tokio::test]
async fn who_leaves_the_line_makes_room_in_it() {
    let queue = Queue::new(1, 10);
    let ticket = queue.enter(&client("a")).unwrap();
    let _permit = ticket.turn(|_| ()).await.unwrap();
    let (told, mut positions) = tokio::sync::mpsc::unbounded_channel();
    let impatient = {
        let queue = queue.clone();
        tokio::spawn(async move { queue.enter(&client("a")).unwrap().turn(|_| ()).await })
    };
    tokio::task::yield_now().await;
    tokio::spawn(async move {
        let ticket = queue.enter(&client("a")).unwrap();
        ticket.turn(|position| told.send(position).unwrap()).await
    });
    assert_eq!(positions.recv().await, Some(2));
    impatient.abort();
    assert_eq!(positions.recv().await, Some(1));
}

#[tokio::test]
async fn somebody_waits_as_soon_as_all_permits_are_taken() {
    let queue = Queue::new(1, 10);
    assert!(queue.is_idle());
    let ticket = queue.enter(&client("a")).unwrap();
    let _permit = ticket.turn(|_| ()).await.unwrap();
    assert!(!queue.is_idle());
    let (other, alarm) = (queue.clone(), queue.clone());
    let alarm = tokio::spawn(async move { alarm.somebody_waits().await });
    tokio::task::yield_now().await;
    assert!(!alarm.is_finished());
    tokio::spawn(async move { other.enter(&client("b")).unwrap().turn(|_| ()).await });
    alarm.await.unwrap();
}
